import { randomBytes } from 'node:crypto';
import type { TestServer } from '../../support/test-server.ts';
import type { Keystore } from './client.ts';
import { ed25519Key, openSigner, rawPublicKey, readKeystore, type Signer } from './signer.ts';

export const FIRST_PIN = '482915';
export const NEW_PIN = '730596';
export const WRONG_PIN = '615283';

/** A user that the demo's app made, with a session of its own. */
export interface Person extends Signer {
  readonly userId: string;
  /** The same session for the SDKs; any generation that knows Ed25519. */
  readonly keystores: Readonly<Record<string, Keystore>>;
}

/** The demo's app. Its clock is the server's, so that tests can move both at once. */
export function appOf({ demo, server }: TestServer): Signer {
  const session = readKeystore(demo.mixin.appKeystore);
  return openSigner(demo.mixin.baseUrl, session, () => server.core.now());
}

/** Somebody of their own, so that tests do not share budgets. */
export async function makePerson(
  server: TestServer,
  pin: string | null = FIRST_PIN,
): Promise<Person> {
  const seed = randomBytes(32);
  const publicKey = rawPublicKey(ed25519Key(seed));
  const { data, text } = await appOf(server).ask('POST', '/users', {
    full_name: 'A person',
    session_secret: publicKey.toString('base64url'),
  });
  if (data === undefined) throw new Error(`no user: ${text}`);
  const person = personOf(server, keystoresOf(data as Record<string, string>, seed, publicKey));
  if (pin !== null) {
    const set = await person.update(pin);
    if (set.data === undefined) throw new Error(`no PIN: ${set.text}`);
  }
  return person;
}

function keystoresOf(user: Readonly<Record<string, string>>, seed: Buffer, publicKey: Buffer) {
  const { user_id = '', session_id = '', pin_token = '', pin_token_base64 = '' } = user;
  const pair = Buffer.concat([seed, publicKey]);
  const newest = { app_id: user_id, session_id, session_private_key: seed.toString('hex') };
  const older = { user_id, session_id, private_key: pair.toString('base64url'), pin_token };
  return {
    official7App: { ...newest, server_public_key: user['server_public_key'] ?? '' },
    official7User: { ...newest, pin_token_base64 },
    official6: older,
    official4: older,
    community3: {
      ...{ client_id: user_id, session_id, pin_token },
      private_key: pair.toString('base64'),
    },
  };
}

function personOf(
  { demo, server }: TestServer,
  keystores: Readonly<Record<string, Keystore>>,
): Person {
  const { official7App, community1 } = keystores;
  const session = readKeystore(official7App ?? community1 ?? {});
  const signer = openSigner(demo.mixin.baseUrl, session, () => server.core.now());
  return { ...signer, userId: session.userId, keystores };
}

/** One more session of somebody, as staff make them; another device, as it were. */
export async function openSession(
  server: TestServer,
  subject: string,
  algorithm: 'ed25519' | 'rsa' = 'ed25519',
): Promise<Person> {
  const wanted = { dialect: 'mixin', name: 'another device', algorithm, subject };
  const { body, text } = await server.admin('POST', '/tenants/demo/keys', wanted);
  if (body['keystores'] === undefined) throw new Error(`no session: ${text}`);
  return personOf(server, body['keystores'] as Person['keystores']);
}

/** What the native wire says is left of somebody's guesses. */
export async function remaining(server: TestServer, userId: string): Promise<unknown> {
  const { body } = await server.call('GET', `/v1/subjects/${userId}/pin`);
  return body['attemptsRemaining'];
}

/** What counts towards the lock, by the vendor's words, newest first. */
export async function failures(person: Signer): Promise<readonly string[]> {
  const { data, text } = await person.ask('GET', '/logs?category=PIN_INCORRECT&limit=50');
  if (!Array.isArray(data)) throw new Error(`no log: ${text}`);
  return data.map(({ code }: { readonly code: string }) => code);
}
