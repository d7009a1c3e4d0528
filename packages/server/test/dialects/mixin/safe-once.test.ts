import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { openSession, type Person } from './people.ts';
import { makeTipKey, type TipKey } from './signer.ts';
import { codeOf, makeTipPerson } from './tip-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** As SDKs do: the spending key signs the user, the TIP key signs both. */
function register(device: Person, tip: TipKey, spend: TipKey) {
  const { userId } = device;
  const public_key = spend.publicKey.toString('hex');
  const userHash = createHash('sha3-256').update(userId).digest();
  const text = `SEQUENCER:REGISTER:${userId}${public_key}`;
  const signature = spend.sign(userHash).toString('base64url');
  const pin_base64 = device.seal(tip.sign(createHash('sha256').update(text).digest()));
  return device.ask('POST', '/safe/users', { public_key, signature, pin_base64 });
}

it('of several keys to spend with at once, one is registered, and stays', async () => {
  const { person, key } = await makeTipPerson(server);
  const devices = await Promise.all([1, 2, 3].map(() => openSession(server, person.userId)));
  const asked = devices.map((device) => register(device, key, makeTipKey()));
  const answers = await Promise.all(asked);
  expect(answers.map(codeOf).sort()).toEqual([10002, 10002, 'right']);
  const registered = answers.find(({ data }) => data !== undefined)?.data?.['spend_public_key'];
  const me = await person.ask('GET', '/me');
  expect(me.data).toMatchObject({ has_safe: true, spend_public_key: registered });
});

it('a key that whoever registers it does not have is refused, free of charge', async () => {
  const { person, key } = await makeTipPerson(server);
  const spend = { ...makeTipKey(), publicKey: makeTipKey().publicKey };
  const { error } = await register(person, key, spend);
  expect([error?.code, error?.extra?.['field']]).toEqual([10002, 'signature']);
});
