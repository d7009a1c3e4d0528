import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCircleDoor } from '../conformance/circle-door.ts';
import type { OpenDoor, Person } from '../conformance/door.ts';
import { openEtnaDoor } from '../conformance/etna-door.ts';
import { openMixinDoor } from '../conformance/mixin-door.ts';
import { openMobileBankingDoor } from '../conformance/mobile-banking-door.ts';
import { openNativeDoor } from '../conformance/native-door.ts';
import { openOnboardingDoor } from '../conformance/onboarding-door.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

/** What strangers of one address may do in a minute, and what they do here. */
const STRANGER_MAX = 20;
const ASKED = 40;

const DOORS: readonly (readonly [string, OpenDoor])[] = [
  ['native', openNativeDoor],
  ['circle', openCircleDoor],
  ['mixin', openMixinDoor],
  ['etna', openEtnaDoor],
  ['onboarding', openOnboardingDoor],
  ['mobile-banking', openMobileBankingDoor],
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    flags: { 'trusted-proxies': '127.0.0.0/8', 'rate-stranger': String(STRANGER_MAX) },
  });
  const rates = { subject: 10 };
  await server.admin('PATCH', `/tenants/${server.demo.tenant}`, { rates });
});
afterAll(() => server.close());

/** Every call of every wire and of the pages, as somebody who knows names and has no credential. */
function asks(person: Person): readonly (readonly [string, string, unknown])[] {
  const names = { ...person.names, subject: person.subject, userId: person.subject, pin: '1749' };
  return server.server.dialects.flatMap(({ mount, routes, pad }) => [
    ...routes.map(({ method, path }) => {
      const filled = path.replaceAll(/:\w+/g, encodeURIComponent(person.subject));
      return [method, `${server.baseUrl}${mount}${filled}`, names] as const;
    }),
    ...(pad?.calls ?? []).map(({ path }) => ['POST', `${server.padUrl}${path}`, names] as const),
  ]);
}

it.each(DOORS)(
  'who has no credential uses up nothing of a person, through any door, as %s sees it',
  async (_name, open) => {
    const door = await open(server);
    const person = await door.enrol(door.pins.first);
    const all = asks(person);
    for (const [at, [method, url, body]] of all.entries()) {
      // Many addresses: none of them meets its own limit, so each request gets as far as it can.
      const headers = { 'x-forwarded-for': `198.51.${100 + (at % 50)}.${at >> 6}` };
      const answer = await send(url, method, method === 'GET' ? undefined : body, headers);
      expect([401, 403, 404, 400, 415, 422, 202, 200], url).toContain(answer.status);
    }
    // Neither the budget of guesses nor that of requests: every guess is there, and the PIN right.
    for (let left = door.budget; left > 1; left -= 1) {
      expect(await door.verify(person, door.pins.wrong)).toBe('wrong');
    }
    expect(await door.verify(person, door.pins.first)).toBe('right');
  },
  120_000,
);

it('who has no credential is refused by its address, at every door', async () => {
  const door = await openNativeDoor(server);
  const person = await door.enrol(door.pins.first);
  for (const { mount } of server.server.dialects) {
    await server.nextMinute();
    const source = `203.0.113.${mount.length}`;
    const calls = asks(person).filter(([, url]) => url.startsWith(`${server.baseUrl}${mount}/`));
    const statuses: unknown[] = [];
    for (let at = 0; at < ASKED; at += 1) {
      const [method = 'GET', url = '', body] = calls[at % calls.length] ?? [];
      const headers = { 'x-forwarded-for': source };
      const given = method === 'GET' ? undefined : body;
      const answer = await send(url, method, given, headers);
      const { code } = (answer.body['error'] ?? {}) as { readonly code?: number };
      statuses.push(answer.status === 429 || code === 429 || answer.status === 500 ? 429 : 0);
    }
    const refused = statuses.filter((status) => status === 429).length;
    expect(refused, mount).toBeGreaterThanOrEqual(ASKED - STRANGER_MAX);
  }
});
