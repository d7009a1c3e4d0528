import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Server } from '../../src/compose.ts';
import type { PageSettings } from '../../src/core/model/pages.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { CHEAP_HASH, testConfig } from '../support/test-server.ts';
import { look } from './hosted-visitor.ts';

const APP = 'https://app.example';
const OPERATOR = { actor: 'test', dialect: 'native', source: '::1', requestId: 'test' };

let server: Server;
const dir = makeTempDir();
let padUrl: string;
let tenants = 0;

beforeAll(async () => {
  const config = await testConfig(dir.path, { 'pad-url': 'https://pin.example' });
  server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  padUrl = (await server.listen()).padUrl;
});

afterAll(async () => {
  await server.stop();
  await dir.remove();
});

/** The `frame-ancestors` of a page of a tenant with these settings. */
async function framedBy(pages: Partial<PageSettings>): Promise<string | undefined> {
  tenants += 1;
  const { core } = server;
  const made = await core.createTenant(OPERATOR, { id: `framed-${tenants}`, name: 'Framed' });
  const tenant = await core.configureTenant({ ...OPERATOR, tenant: made }, { pages });
  const call = { ...OPERATOR, tenant };
  await core.createSubject(call, { id: 'ann', identifiers: [] });
  const command = { subject: { id: 'ann' }, purpose: 'login', type: 'set' } as const;
  const opened = await core.openChallenge(call, command);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const link = await core.challengeLink(opened.challenge);
  const { status, headers } = await look(`${padUrl}/c/${link}`);
  expect(status).toBe(200);
  const policy = headers.get('content-security-policy') ?? '';
  return /frame-ancestors ([^;]*)/.exec(policy)?.[1];
}

describe('in production a hosted page goes into frames', () => {
  it('of nobody', async () => {
    expect(await framedBy({})).toBe("'none'");
  });

  it('of the origins its tenant names', async () => {
    const frameAncestors = [APP, 'https://shop.example:8443'];
    expect(await framedBy({ frameAncestors })).toBe(`${APP} https://shop.example:8443`);
  });

  it('of nothing that is no origin', async () => {
    const frameAncestors = ['*', 'https://*', "https://a.example; script-src 'unsafe-inline'"];
    expect(await framedBy({ frameAncestors })).toBe("'none'");
  });
});

it('a browser that came to a PIN page over TLS keeps to it', async () => {
  for (const path of ['/', '/c/gone', '/theme/nobody.css', '/%']) {
    const { headers } = await fetch(`${padUrl}${path}`);
    const kept = headers.get('strict-transport-security');
    expect([path, kept]).toEqual([path, 'max-age=31536000; includeSubDomains']);
  }
});

describe('a colour', () => {
  it('that is none does not get into the stylesheet', async () => {
    const { core } = server;
    const made = await core.createTenant(OPERATOR, { id: 'coloured', name: 'Coloured' });
    const theme = { accent: '#fff;}body{display:none', ink: 'red', paper: '#a0b1c2' };
    await core.configureTenant({ ...OPERATOR, tenant: made }, { pages: { theme } });
    const css = await (await fetch(`${padUrl}/theme/coloured.css`)).text();
    expect(css).toBe(':root{--pad-paper: #a0b1c2;}\n');
  });
});
