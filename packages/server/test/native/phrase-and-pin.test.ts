import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

// A phrase is shown before the PIN is typed, so it must not hold the PIN that comes into force.

const PIN = '8305';
const HELD = '739205';
const PLAIN = { image: 'panda', phrase: 'bamboo for breakfast' };
const REFUSED = { outcome: 'refused', rule: 'personal' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let people = 0;

async function makePrompted(phrase: string): Promise<string> {
  people += 1;
  const id = `phrased-${people}`;
  const identifiers = [{ type: 'email', value: `${id}@example.com` }];
  await server.call('POST', '/v1/subjects', { id, identifiers });
  const prompt = { image: 'drum', phrase };
  const set = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: PIN, prompt });
  expect(set.body).toEqual({ outcome: 'set' });
  return id;
}

async function grantFor(id: string): Promise<unknown> {
  const factor = 'one_time_code';
  const started = await server.call('POST', `/v1/subjects/${id}/recoveries`, { factor });
  const recovery = `/v1/recoveries/${String(started.body['id'])}`;
  const { text } = await server.call('GET', '/dev/messages');
  const messages = JSON.parse(text) as readonly { to: string; code: string }[];
  const code = messages.find(({ to }) => to === `${id}@example.com`)?.code;
  await server.call('POST', `${recovery}/proofs`, { factor, code });
  return (await server.call('POST', `${recovery}/complete`)).body['grant'];
}

const phraseOf = async (id: string) =>
  (await server.call('GET', `/v1/subjects/${id}/prompt`)).body['phrase'];
const verify = async (id: string, pin: string) =>
  (await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin })).body['outcome'];

/** What lets somebody replace a PIN through each door; asked for once, and used again and again. */
const DOORS = [
  { door: 'change', outcome: 'changed', prove: async () => ({ currentPin: PIN }) },
  { door: 'reset', outcome: 'reset', prove: async (id: string) => ({ grant: await grantFor(id) }) },
] as const;

describe.each(DOORS)('a $door of the PIN', ({ door, outcome, prove }) => {
  const replace = (id: string, body: object) =>
    server.call('POST', `/v1/subjects/${id}/pin/${door}`, body);

  it.each(['summer 739205 swim', '73 92 05 is my bus'])(
    'is refused to one that the standing phrase holds: %s',
    async (phrase) => {
      const id = await makePrompted(phrase);
      const proof = await prove(id);
      expect((await replace(id, { ...proof, newPin: HELD })).body).toMatchObject(REFUSED);
      expect(await verify(id, HELD)).toBe('wrong');
      expect(await verify(id, PIN)).toBe('verified');
      expect(await phraseOf(id)).toBe(phrase);
      // Refused as any other PIN that may not be chosen: another one is fine.
      expect((await replace(id, { ...proof, newPin: '592716' })).body).toMatchObject({ outcome });
    },
  );

  it('is fine when a new phrase comes with it', async () => {
    const id = await makePrompted('summer 739205 swim');
    const body = { ...(await prove(id)), newPin: HELD, prompt: PLAIN };
    expect((await replace(id, body)).body).toMatchObject({ outcome });
    expect(await phraseOf(id)).toBe(PLAIN.phrase);
    expect(await verify(id, HELD)).toBe('verified');
  });
});
