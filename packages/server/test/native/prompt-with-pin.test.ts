import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const MINE = { image: 'panda', phrase: 'bamboo for breakfast' };
const OTHER = { image: 'drum', phrase: 'three knocks' };
const BAD = { image: 'drum', phrase: 'it is 59 03' };
const EMPTY = new Uint8Array();

let server: TestServer;
let subjects = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function makePerson(): Promise<string> {
  subjects += 1;
  const id = `with-pin-${subjects}`;
  await server.call('POST', '/v1/subjects', {
    id,
    identifiers: [{ type: 'email', value: `${id}@example.com` }],
  });
  return id;
}

const pinOf = (id: string) => `/v1/subjects/${id}/pin`;
const shown = async (id: string) => (await server.call('GET', `/v1/subjects/${id}/prompt`)).body;
const state = async (id: string) => (await server.call('GET', pinOf(id))).body;

async function makePrompted(pin = '8305'): Promise<string> {
  const id = await makePerson();
  const set = await server.call('PUT', pinOf(id), { pin, prompt: MINE });
  expect(set.body).toEqual({ outcome: 'set' });
  return id;
}

async function grantFor(id: string): Promise<unknown> {
  const factor = 'one_time_code';
  const started = await server.call('POST', `/v1/subjects/${id}/recoveries`, { factor });
  const recovery = String(started.body['id']);
  const messages = (await server.call('GET', '/dev/messages')).body as unknown as {
    to: string;
    code: string;
  }[];
  const code = messages.find(({ to }) => to === `${id}@example.com`)?.code;
  await server.call('POST', `/v1/recoveries/${recovery}/proofs`, { factor, code });
  return (await server.call('POST', `/v1/recoveries/${recovery}/complete`)).body['grant'];
}

describe('a picture and phrase that come with a PIN', () => {
  it('are in force with the first one', async () => {
    expect(await shown(await makePrompted())).toEqual(MINE);
  });

  it('hold back the first PIN when they are refused', async () => {
    const id = await makePerson();
    const set = await server.call('PUT', pinOf(id), { pin: '5903', prompt: BAD });
    expect([set.status, set.body]).toEqual([
      200,
      { outcome: 'prompt_refused', rule: 'phrase_has_pin' },
    ]);
    expect(await state(id)).toMatchObject({ state: 'not_set' });
    // The same digits are no secret of another PIN.
    const other = await server.call('PUT', pinOf(id), { pin: '8305', prompt: BAD });
    expect(other.body).toEqual({ outcome: 'set' });
  });

  it('stay when the PIN is changed, and are replaced with it where others are chosen', async () => {
    const id = await makePrompted();
    const change = (currentPin: string, newPin: string, prompt?: object) =>
      server.call('POST', `${pinOf(id)}/change`, { currentPin, newPin, ...(prompt && { prompt }) });
    expect((await change('8305', '739205')).body).toEqual({ outcome: 'changed' });
    expect(await shown(id)).toEqual(MINE);
    const wrong = await change('8305', '5903', BAD);
    expect(wrong.body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    const refused = await change('739205', '5903', BAD);
    expect(refused.body).toEqual({ outcome: 'prompt_refused', rule: 'phrase_has_pin' });
    expect(await shown(id)).toEqual(MINE);
    expect(await state(id)).toMatchObject({ attemptsRemaining: 5 });
    expect((await change('739205', '5903', OTHER)).body).toEqual({ outcome: 'changed' });
    expect(await shown(id)).toEqual(OTHER);
  });

  it('stay through a recovery, and a refusal leaves the grant good', async () => {
    const id = await makePrompted();
    const reset = (body: object) => server.call('POST', `${pinOf(id)}/reset`, body);
    const first = await grantFor(id);
    expect((await reset({ newPin: '739205', grant: first })).body).toEqual({ outcome: 'reset' });
    expect(await shown(id)).toEqual(MINE);
    await server.advanceClock(3600);
    const grant = await grantFor(id);
    const refused = await reset({ newPin: '5903', grant, prompt: BAD });
    expect(refused.body).toEqual({ outcome: 'prompt_refused', rule: 'phrase_has_pin' });
    expect((await reset({ newPin: '5903', grant, prompt: OTHER })).body['outcome']).toBe('reset');
    expect(await shown(id)).toEqual(OTHER);
  });

  it('go with the PIN when it is deleted, and do not come back with the next', async () => {
    const id = await makePerson();
    const madeUp = await shown(id);
    await server.call('PUT', pinOf(id), { pin: '8305', prompt: MINE });
    expect(await shown(id)).toEqual(MINE);
    await server.call('DELETE', pinOf(id), { reason: 'test' });
    expect(await shown(id)).toEqual(madeUp);
    await server.call('PUT', pinOf(id), { pin: '739205' });
    expect(await shown(id)).toEqual(madeUp);
  });

  it('are answered again under the same Idempotency-Key, refusals too', async () => {
    const id = await makePerson();
    const key = { 'idempotency-key': `with-pin-${id}` };
    const first = await server.call('PUT', pinOf(id), { pin: '5903', prompt: BAD }, key);
    const again = await server.call('PUT', pinOf(id), { pin: '5903', prompt: MINE }, key);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
  });

  it('are refused in another form, before anything is charged', async () => {
    const id = await makePrompted();
    for (const prompt of ['tiger', { image: 'tiger' }, { ...MINE, more: 1 }, null]) {
      const body = { currentPin: '1907', newPin: '5903', prompt };
      expect((await server.call('POST', `${pinOf(id)}/change`, body)).status).toBe(400);
    }
    expect(await state(id)).toMatchObject({ attemptsRemaining: 5 });
  });
});

describe('the language of a subject', () => {
  it('is kept, changed, taken back, and one of those there are', async () => {
    const made = await server.call('POST', '/v1/subjects', { language: 'sw' });
    expect([made.status, made.body['language']]).toEqual([201, 'sw']);
    const path = `/v1/subjects/${String(made.body['id'])}`;
    const read = async () => (await server.call('GET', path)).body['language'];
    expect((await server.call('PATCH', path, { language: 'ar' })).body['language']).toBe('ar');
    await server.call('PATCH', path, { devices: [] });
    expect(await read()).toBe('ar');
    await server.call('PATCH', path, { language: null });
    expect(await read()).toBeNull();
    for (const language of ['de', 'EN', '', 7]) {
      expect((await server.call('PATCH', path, { language })).status).toBe(400);
    }
  });
});

describe('in the store', () => {
  let opened: TestCore;
  let writes: string[] = [];

  afterEach(() => opened.close());

  it('PIN and phrase are one write: a crash leaves both or neither', async () => {
    opened = await openTestCore({
      wrapStore: (store) => ({
        ...store,
        async applyToCredential(key, decide, along) {
          const before = await store.readCredential(key);
          const result = await store.applyToCredential(key, decide, along);
          const after = await store.readCredential(key);
          const isNew = after.verifier?.version !== before.verifier?.version;
          const isChosen = Buffer.compare(after.prompt ?? EMPTY, before.prompt ?? EMPTY) !== 0;
          if (isNew || isChosen) writes.push(`${isNew ? 'pin' : ''}${isChosen ? '+prompt' : ''}`);
          return result;
        },
      }),
    });
    const { core, call } = opened;
    await core.createSubject(call, { id: 'ann' });
    const about = { subject: { id: 'ann' }, purpose: 'login' };
    writes = [];
    await core.setPin(call, { ...about, newPin: '8305', prompt: MINE });
    const currentPin = parsed('8305');
    await core.changePin(call, { ...about, currentPin, newPin: '739205', prompt: OTHER });
    expect(writes).toEqual(['pin+prompt', 'pin+prompt']);
  });
});

function parsed(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error('the test has a malformed PIN');
  return pin;
}
