import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { startTestServer } from '../../support/test-server.ts';
import { appOf, FIRST_PIN } from './people.ts';
import { openSigner, readKeystore } from './signer.ts';

/** The answer in the vendor's documentation of 2018, word for word where it is no secret. */
const SAMPLE = {
  type: 'user',
  user_id: '06aed1e3-bd77-4a59-991a-5bb5ae6fbb09',
  identity_number: '7000',
  full_name: 'Around World',
  avatar_url: '',
  relationship: 'ME',
  mute_until: '0001-01-01T00:00:00Z',
  created_at: '2018-05-03T06:03:56.867971412Z',
  is_verified: false,
  session_id: 'a34c07a9-755d-4b54-94c5-e45e9a2dd43e',
  phone: '+8618678006575',
  pin_token: '',
  invitation_code: '',
  code_id: 'dabcf1c2-6a5e-4ea3-ad51-6e6641a06c7c',
  code_url: 'https://mixin.one/codes/dabcf1c2-6a5e-4ea3-ad51-6e6641a06c7c',
  has_pin: true,
  receive_message_source: 'CONTACTS',
};

const DAYS_90 = 90 * 24 * 3600;

it('the documented request of 2018 works, from a session of its time', async () => {
  const server = await startTestServer();
  try {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
    expect(spki).toHaveLength(162);
    const made = await appOf(server).ask('POST', '/users', {
      full_name: 'Around World',
      session_secret: spki.toString('base64'),
    });
    const { user_id = '', session_id = '', pin_token = '' } = made.data as Record<string, string>;
    const private_key = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
    const session = readKeystore({ client_id: user_id, session_id, private_key, pin_token });
    const client = openSigner(server.demo.mixin.baseUrl, session);

    const pin = client.seal(FIRST_PIN, { encoding: 'base64' });
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iat, exp: iat + DAYS_90, scp: undefined };
    const headers = { 'mixin-device-id': randomUUID(), 'user-agent': 'curl/7.54.0' };
    const body = `{"old_pin":"","pin":"${pin}"}`;
    const answer = await client.ask('POST', '/pin/update', body, { claims, headers });
    expect(answer.status).toBe(200);
    for (const [name, value] of Object.entries(SAMPLE)) {
      expect([name, typeof answer.data?.[name]]).toEqual([name, typeof value]);
    }
    const { full_name, relationship, mute_until, type, has_pin } = SAMPLE;
    expect(answer.data).toMatchObject({ full_name, relationship, mute_until, type, has_pin });
    expect(answer.data).toMatchObject({ user_id, session_id, is_verified: false });
    expect(['EVERYBODY', 'CONTACTS', 'NOBODY']).toContain(answer.data?.['receive_message_source']);
    // Times are RFC 3339 in UTC; Go programs fail on anything else.
    expect(answer.data?.['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/);

    expect((await client.verify(FIRST_PIN)).data).toMatchObject({ user_id });
    const wrong = await client.verify('615283', { encoding: 'base64' });
    expect([wrong.status, wrong.error?.code]).toEqual([202, 20119]);
  } finally {
    await server.close();
  }
});
