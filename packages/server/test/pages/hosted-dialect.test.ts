import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../src/core/core.ts';
import { Fault } from '../../src/core/fault.ts';
import type { Dialect, DialectPad } from '../../src/dialects/dialect.ts';
import { buildPadServer } from '../../src/http/pad/pad-server.ts';
import { createLog } from '../../src/observability/log.ts';
import { noLimits } from '../support/no-limits.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const APP = 'https://app.example';
const JSON_HEADERS = { 'content-type': 'application/json', host: 'pad.example' };

/** A wire with a page at the root, one beside it, and a call that echoes or breaks. */
const PAD: DialectPad = {
  shape: { description: 'A wire', proofs: {}, faults: {} },
  pages: ['/', '/beside'].map((path) => ({
    ...{ path, title: 'A wire', style: 'src/wire.css', script: 'src/wire.ts', mainId: 'wire' },
    embeddedBy: ({ query }) => (typeof query['origin'] === 'string' ? query['origin'] : null),
  })),
  calls: [
    {
      path: '/wire/echo',
      summary: 'Echo',
      shape: { answers: {} },
      handle: async ({ body }) => {
        if (body.length === 0) throw new Fault('request_malformed', 'Say something.');
        return { status: 200, body: JSON.parse(Buffer.from(body).toString()) as unknown };
      },
    },
  ],
  renderFault: (fault) => ({ status: 418, body: { wire: fault.code } }),
};

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const pages = { frameAncestors: [APP] };
  await server.admin('PATCH', '/tenants/demo', { pages });
});

afterAll(() => server.close());

function build(inDev: boolean): FastifyInstance {
  const [any] = server.server.dialects;
  if (any === undefined) throw new Error('there is no dialect');
  const dialect: Dialect = { ...any, pad: PAD };
  const core: Core = server.server.core;
  const assets = { files: new Map(), addressOf: (entry: string) => `/assets/${entry}` };
  const makeId = () => 'request-1';
  return buildPadServer({
    ...{ log: createLog('silent'), makeId, core, assets, inDev, dialects: [dialect] },
    limits: noLimits(),
  });
}

async function policyAt(pad: FastifyInstance, url: string): Promise<string> {
  const { headers, statusCode } = await pad.inject(url);
  expect(statusCode).toBe(200);
  return String(headers['content-security-policy']);
}

describe('a wire’s page', () => {
  it('has a place, a style and a script, and may be embedded where a tenant says so', async () => {
    const pad = build(false);
    for (const path of ['/', '/beside']) {
      const { body, headers } = await pad.inject(`${path}?origin=${APP}`);
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(body).toContain('<main id="wire"></main>');
      expect(body).toContain('<link rel="stylesheet" href="/assets/src/wire.css">');
      expect(body).toContain('<script type="module" src="/assets/src/wire.ts"></script>');
      const policy = await policyAt(pad, `${path}?origin=${APP}`);
      expect(policy).toContain(`frame-ancestors ${APP}`);
      expect(policy).toContain(
        "script-src 'self'; img-src 'self' data: https:; connect-src 'self'",
      );
      expect(policy).toContain('font-src https:');
      expect(policy).toContain("form-action 'none'");
    }
  });

  it('is embedded by no origin that no tenant names', async () => {
    for (const origin of ['https://elsewhere.example', 'null', "*; script-src 'unsafe-inline'"]) {
      const policy = await policyAt(build(false), `/?origin=${encodeURIComponent(origin)}`);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('is embedded by loopback pages in dev mode, and by nothing else', async () => {
    const policy = await policyAt(build(true), `/?origin=${APP}`);
    expect(policy).toMatch(/frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*(;|$)/);
  });

  it('leaves the root to the pad for who names no origin', async () => {
    const { body } = await build(false).inject('/');
    expect(body).toContain('Your PIN page opens from a link');
  });
});

describe('a wire’s call', () => {
  const call = (headers: Record<string, string>, payload = '{"a":1}') =>
    build(false).inject({ method: 'POST', url: '/wire/echo', headers, payload });

  it('is answered to pages of this origin, and to no page at all', async () => {
    for (const more of [{}, { origin: 'https://pad.example' }]) {
      const { statusCode, json, headers } = await call({ ...JSON_HEADERS, ...more });
      expect(statusCode).toBe(200);
      expect(json()).toEqual({ a: 1 });
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('is refused to others, in the wire’s own words', async () => {
    for (const origin of [APP, 'null', 'https://pad.example.evil.example']) {
      const { statusCode, json } = await call({ ...JSON_HEADERS, origin });
      expect([statusCode, json()]).toEqual([418, { wire: 'forbidden' }]);
    }
    const plain = await call({ ...JSON_HEADERS, 'content-type': 'text/plain' });
    expect(plain.json()).toEqual({ wire: 'media_type_unsupported' });
    expect((await call(JSON_HEADERS, '')).json()).toEqual({ wire: 'request_malformed' });
  });
});
