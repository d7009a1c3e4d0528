import { bytesOf, readBase64 } from '../base64.ts';

/** A compact JWS taken apart (RFC 7515); nothing in it is verified yet. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signature: Uint8Array<ArrayBuffer>;
  /** The bytes that the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>;
}

const LONGEST = 8192;
const PART = /^[A-Za-z0-9_-]+$/;

/** `null` for what is no token at all. */
export function readToken(text: string): Token | null {
  if (text.length > LONGEST) return null;
  const parts = text.split('.');
  const [head = '', payload = '', mark = ''] = parts;
  if (parts.length !== 3 || !parts.every((part) => PART.test(part))) return null;
  const header = readObject(head);
  const claims = readObject(payload);
  const signature = readBase64(mark);
  if (header === null || claims === null || signature === null) return null;
  return { header, claims, signature, signed: bytesOf(`${head}.${payload}`) };
}

function readObject(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = readBase64(part);
  if (bytes === null) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
