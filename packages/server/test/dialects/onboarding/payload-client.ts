import {
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { send, type TestServer } from '../../support/test-server.ts';
import { type App, publicKeyOf } from './app.ts';

/** An app that encrypts its bodies: ECDH-ES by RFC 7518, section 4.6, then `dir` and `A256GCM`. */
export interface SecretApp {
  readonly token: string;
  readonly key: Uint8Array;
  seal(body: unknown): Promise<string>;
  open(text: string): Promise<unknown>;
}

export async function secretApp(app: App): Promise<SecretApp> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wanted = { apiKey: app.apiKey, secret: app.secret, publicKey: publicKeyOf(publicKey) };
  const { body } = await send(`${app.base}/token-service/new/token`, 'POST', wanted);
  const key = agree(privateKey, String(body['serverPublicKey']), app.apiKey);
  return {
    ...{ key, token: String(body['token']) },
    seal: (value) =>
      new CompactEncrypt(Buffer.from(JSON.stringify(value)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    async open(text) {
      const { plaintext } = await compactDecrypt(text, key);
      return JSON.parse(Buffer.from(plaintext).toString()) as unknown;
    },
  };
}

function agree(privateKey: KeyObject, serverKey: string, party: string): Uint8Array {
  const jwk = JSON.parse(Buffer.from(serverKey, 'base64url').toString());
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const shared = diffieHellman({ privateKey, publicKey });
  const length = (bytes: number) => {
    const prefix = Buffer.alloc(4);
    prefix.writeUInt32BE(bytes);
    return prefix;
  };
  const info = [length(7), Buffer.from('A256GCM'), length(party.length), Buffer.from(party)];
  const round = Buffer.concat([length(1), shared, ...info, length(0), length(256)]);
  return createHash('sha256').update(round).digest();
}

export function switchPayload(server: TestServer, app: App, payload: string) {
  const onboarding = { keys: { [app.apiKey]: { payload } } };
  return server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { onboarding } });
}
