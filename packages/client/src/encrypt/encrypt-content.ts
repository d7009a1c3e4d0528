import { bytesOf, writeBase64Url } from '../base64.ts';
import type { PublicKey } from '../wire/problem.ts';
import { agreeOnKey } from './agree-on-key.ts';

const ENCRYPTION = 'A256GCM';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_BYTES = 24;

/** What makes an encrypted PIN good for one call only. */
export function makeNonce(): string {
  return writeBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
}

/** A compact JWE (RFC 7516) of the content, with ECDH-ES to a P-256 key and AES-256-GCM. */
export async function encryptContent(to: PublicKey, content: object): Promise<string> {
  const { epk, key } = await agreeOnKey(to, ENCRYPTION);
  const header = { alg: 'ECDH-ES', enc: ENCRYPTION, kid: to.kid, epk };
  const head = writeBase64Url(bytesOf(JSON.stringify(header)));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: 'AES-GCM', iv, additionalData: bytesOf(head) };
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(how, key, bytesOf(JSON.stringify(content))),
  );
  const [text, tag] = [sealed.subarray(0, -TAG_BYTES), sealed.subarray(-TAG_BYTES)];
  return `${head}..${[iv, text, tag].map(writeBase64Url).join('.')}`;
}
