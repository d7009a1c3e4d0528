import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PintumblerClient } from '../../../client/src/index.ts';
import { SECURITY_IMAGES } from '../../src/core/model/security-prompt.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const MINE = { image: 'tiger', phrase: 'Mangoes after the long rains' };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const choose = (id: string, body: object, headers?: Record<string, string>) =>
  server.call('PUT', `/v1/subjects/${id}/prompt`, body, headers);
const shown = async (id: string, query = '') =>
  (await server.call('GET', `/v1/subjects/${id}/prompt${query}`)).body;
const named = (query: Record<string, string>) =>
  server.call('GET', `/v1/prompt?${new URLSearchParams(query)}`);

describe('a picture and phrase', () => {
  it('is shown once chosen, by id and by every other name, and can be replaced', async () => {
    const id = await server.makeSubject();
    const identifiers = [
      { type: 'username', value: 'Prompted.Ann' },
      { type: 'account', value: '4000123' },
    ];
    await server.call('PATCH', `/v1/subjects/${id}`, { identifiers });
    expect((await choose(id, MINE)).body).toEqual({ outcome: 'chosen' });
    expect(await shown(id)).toEqual(MINE);
    for (const [type, value] of [
      ['username', ' prompted.ANN '],
      ['account', '4000123'],
    ] as const) {
      expect((await named({ type, value })).body).toEqual(MINE);
    }
    const other = { image: 'swan', phrase: 'صباح الخير يا نيروبي' };
    await choose(id, { ...other, phrase: `  ${other.phrase} ` });
    expect(await shown(id)).toEqual(other);
  });

  it.each([
    [{ image: 'unicorn', phrase: 'a b' }, 'image_unknown'],
    [{ image: 'tiger', phrase: '   ' }, 'phrase_empty'],
    [{ image: 'tiger', phrase: 'x'.repeat(101) }, 'phrase_length'],
    [{ image: 'tiger', phrase: 'a\u202eb' }, 'phrase_characters'],
    [{ image: 'tiger', phrase: 'a\ud800' }, 'phrase_characters'],
    [{ image: 'tiger', phrase: 'my 83-05' }, 'phrase_has_pin'],
    // No PIN at hand to compare with, so no four digits at all.
    [{ image: 'tiger', phrase: 'summer of 1969' }, 'phrase_has_pin'],
  ])('is refused with its rule, and the one before stays: %j', async (body, rule) => {
    const id = await server.makeSubject();
    await choose(id, MINE);
    const refused = await choose(id, body);
    expect([refused.status, refused.body]).toEqual([200, { outcome: 'prompt_refused', rule }]);
    expect(await shown(id)).toEqual(MINE);
  });

  it('belongs to one PIN: no other purpose, none without a PIN, none for nobody', async () => {
    const id = await server.makeSubject();
    const absent = await choose(id, { ...MINE, purpose: 'transaction' });
    expect([absent.status, absent.body['code']]).toEqual([409, 'pin_not_set']);
    expect((await choose('nobody-at-all', MINE)).status).toBe(404);
    await choose(id, MINE);
    expect(await shown(id, '?purpose=transaction')).not.toEqual(MINE);
    const set = { pin: '739205', purpose: 'transaction', prompt: { image: 'fish', phrase: 'ok' } };
    await server.call('PUT', `/v1/subjects/${id}/pin`, set);
    expect(await shown(id, '?purpose=transaction')).toEqual({ image: 'fish', phrase: 'ok' });
    expect(await shown(id)).toEqual(MINE);
  });

  it('is chosen once under one Idempotency-Key, whatever phrase comes with the repeat', async () => {
    const id = await server.makeSubject();
    const key = { 'idempotency-key': `prompt-${id}` };
    const first = await choose(id, MINE, key);
    const again = await choose(id, { image: 'car', phrase: 'something else' }, key);
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true']);
    expect(await shown(id)).toEqual(MINE);
    const elsewhere = await choose(id, { ...MINE, purpose: 'transaction' }, key);
    expect(elsewhere.body['code']).toBe('idempotency_conflict');
  });
});

describe('whoever chose nothing', () => {
  it('gets the pair that was shown for the name when nobody had it, word for word', async () => {
    const value = 'late.comer';
    const nobody = await named({ type: 'username', value });
    const nobodyById = await server.call('GET', '/v1/subjects/late-comer/prompt');
    await server.call('POST', '/v1/subjects', {
      id: 'late-comer',
      identifiers: [{ type: 'username', value }],
    });
    const withoutPin = await named({ type: 'username', value });
    await server.call('PUT', '/v1/subjects/late-comer/pin', { pin: '8305' });
    const withPin = await named({ type: 'username', value });
    for (const answer of [withoutPin, withPin]) {
      expect([answer.status, answer.text]).toEqual([200, nobody.text]);
      expect(headersOf(answer.headers)).toEqual(headersOf(nobody.headers));
    }
    expect((await server.call('GET', '/v1/subjects/late-comer/prompt')).text).toBe(nobodyById.text);
  });

  it('gets one pair for one name, whatever its spelling, and others get others', async () => {
    const pairOf = async (value: string) => (await named({ type: 'username', value })).text;
    expect(await pairOf('  NoBody.1 ')).toBe(await pairOf('nobody.1'));
    const names = Array.from({ length: 20 }, (_none, index) => `nobody.${index}`);
    const pairs = await Promise.all(names.map(pairOf));
    expect(new Set(pairs).size).toBeGreaterThan(17);
  });

  it('gets another pair at another tenant', async () => {
    await server.admin('POST', '/tenants', { id: 'prompts-other', name: 'Other' });
    const made = await server.admin('POST', '/tenants/prompts-other/keys', {
      dialect: 'native',
      name: 'app',
    });
    const authorization = { authorization: `Bearer ${String(made.body['apiKey'])}` };
    const ask = async (id: string) => {
      const path = `/v1/subjects/${id}/prompt`;
      const here = await server.call('GET', path);
      const there = await server.call('GET', path, undefined, authorization);
      return here.text !== there.text;
    };
    const differ = await Promise.all(['amy', 'ben', 'cleo', 'dan'].map(ask));
    expect(differ).toContain(true);
  });

  it('gets the same pair from a server that was started anew', async () => {
    const dir = makeTempDir();
    const read = async () => {
      const started = await startTestServer({ dataDir: dir.path });
      const { text } = await started.call('GET', '/v1/prompt?type=username&value=nobody.7');
      await started.close();
      return text;
    };
    const [first, second] = [await read(), await read()];
    await dir.remove();
    expect(second).toBe(first);
  });

  it('is not told to strangers, nor for a question that is none', async () => {
    for (const query of [
      '',
      '?type=username',
      '?type=nickname&value=x',
      '?value=x&type=email&a=b',
    ]) {
      expect((await server.call('GET', `/v1/prompt${query}`)).status).toBe(400);
    }
    const stranger = { authorization: 'Bearer nobody' };
    const path = '/v1/prompt?type=email&value=a@b.c';
    expect((await server.call('GET', path, undefined, stranger)).status).toBe(401);
  });
});

it('the client chooses, reads and lists them', async () => {
  const { native } = server.demo;
  const client = new PintumblerClient({ baseUrl: server.baseUrl, apiKey: native.apiKey });
  const { id, language } = await client.createSubject({ id: 'with/client', language: 'fr' });
  expect(language).toBe('fr');
  expect(await client.setPin(id, { pin: '8305', prompt: MINE })).toEqual({ outcome: 'set' });
  expect(await client.readPrompt(id)).toEqual(MINE);
  const rule = 'phrase_has_pin';
  const change = { currentPin: '8305', newPin: '739205' };
  const refused = { outcome: 'prompt_refused', rule };
  const phrase = 'it is 739205';
  expect(await client.changePin(id, { ...change, prompt: { ...MINE, phrase } })).toEqual(refused);
  expect(await client.choosePrompt(id, { ...MINE, phrase })).toEqual(refused);
  expect(await client.choosePrompt(id, { ...MINE, image: 'car' })).toEqual({ outcome: 'chosen' });
  expect(await client.listSecurityImages()).toHaveLength(SECURITY_IMAGES.length);
});

it('the pictures come with their content', async () => {
  const { body } = await server.call('GET', '/v1/security-images');
  const images = body['images'] as readonly { readonly name: string; readonly png: string }[];
  expect(images.map(({ name }) => name)).toEqual(SECURITY_IMAGES);
  for (const { png } of images) {
    expect(Buffer.from(png, 'base64').subarray(1, 4).toString()).toBe('PNG');
  }
});

function headersOf(headers: Headers) {
  const own = ['date', 'x-request-id'];
  return [...headers].filter(([name]) => !own.includes(name));
}
