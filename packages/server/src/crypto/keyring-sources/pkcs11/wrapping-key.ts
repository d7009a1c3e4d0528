import { randomBytes } from 'node:crypto';
import type { TokenPlace } from '../../../core/model/keyring-place.ts';
import type { Attribute, Cryptoki } from './cryptoki.ts';

const KEY_BYTES = 32;
const CLASS = { type: 0x0, secretKey: 4 };
const KEY_TYPE = { type: 0x100, aes: 0x1f };
const [TOKEN, PRIVATE, LABEL, ID] = [0x1, 0x2, 0x3, 0x102];
const [SENSITIVE, ENCRYPT, DECRYPT] = [0x103, 0x104, 0x105];
const [VALUE_LENGTH, EXTRACTABLE, MODIFIABLE] = [0x161, 0x162, 0x170];
const AES_KEY_GEN = { type: 0x1080 };

/** The AES-256 key of the place. Throws unless there is exactly one, and it can never be read. */
export function findKey(cryptoki: Cryptoki, session: number, { key }: TokenPlace): number {
  const handles = findHandles(cryptoki, session, namesOf(key));
  const [handle, ...others] = handles;
  if (handle === undefined) {
    throw new Error(
      `The token has no AES key ${tell(key)}. Make one with pintumbler keys make-wrapping-key, or name ` +
        'the one that wrapped the keyring.',
    );
  }
  if (others.length > 0)
    throw new Error(`The token has more than one key ${tell(key)}. Add its id.`);
  if (readFlag(cryptoki, session, handle, EXTRACTABLE) || !isSafe(cryptoki, session, handle)) {
    throw new Error(
      `The key ${tell(key)} could be read out of the token. It must be an AES-256 key that is ` +
        'sensitive and not extractable: make one with pintumbler keys make-wrapping-key.',
    );
  }
  return handle;
}

/** Makes the key of the place in the token; it never leaves it. Throws where there is one. */
export function makeKey(cryptoki: Cryptoki, session: number, { key }: TokenPlace): void {
  if (findHandles(cryptoki, session, namesOf(key)).length > 0) {
    throw new Error(`The token has a key ${tell(key)} already.`);
  }
  const template = [
    ...namesOf({ id: randomBytes(8), ...key }),
    { type: VALUE_LENGTH, value: ulong(KEY_BYTES) },
    ...[TOKEN, PRIVATE, SENSITIVE, ENCRYPT, DECRYPT].map((type) => flag(type, true)),
    ...[EXTRACTABLE, MODIFIABLE].map((type) => flag(type, false)),
  ];
  const mechanism = cryptoki.mechanism(AES_KEY_GEN);
  const attributes = cryptoki.attributes(template);
  cryptoki.call('C_GenerateKey', session, mechanism, attributes, template.length, [0]);
}

function isSafe(cryptoki: Cryptoki, session: number, handle: number): boolean {
  const length = readAttribute(cryptoki, session, handle, VALUE_LENGTH, ulong(0));
  return (
    readFlag(cryptoki, session, handle, SENSITIVE) &&
    Buffer.from(length).readBigUInt64LE() === BigInt(KEY_BYTES)
  );
}

function namesOf({ label, id }: TokenPlace['key']): readonly Attribute[] {
  return [
    { type: CLASS.type, value: ulong(CLASS.secretKey) },
    { type: KEY_TYPE.type, value: ulong(KEY_TYPE.aes) },
    ...(label === undefined ? [] : [{ type: LABEL, value: Buffer.from(label) }]),
    ...(id === undefined ? [] : [{ type: ID, value: id }]),
  ];
}

function findHandles(
  cryptoki: Cryptoki,
  session: number,
  names: readonly Attribute[],
): readonly number[] {
  cryptoki.call('C_FindObjectsInit', session, cryptoki.attributes(names), names.length);
  const handles = new BigUint64Array(2);
  const count = [0];
  cryptoki.call('C_FindObjects', session, handles, handles.length, count);
  cryptoki.call('C_FindObjectsFinal', session);
  return [...handles.subarray(0, count[0])].map(Number);
}

function readFlag(cryptoki: Cryptoki, session: number, handle: number, type: number): boolean {
  return readAttribute(cryptoki, session, handle, type, Buffer.alloc(1))[0] !== 0;
}

function readAttribute(
  cryptoki: Cryptoki,
  session: number,
  handle: number,
  type: number,
  value: Uint8Array,
): Uint8Array {
  const attributes = cryptoki.attributes([{ type, value }]);
  cryptoki.call('C_GetAttributeValue', session, handle, attributes, 1);
  return value;
}

function flag(type: number, value: boolean): Attribute {
  return { type, value: Buffer.from([value ? 1 : 0]) };
}

function ulong(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function tell({ label, id }: TokenPlace['key']): string {
  const hex = id === undefined ? '' : `with the id ${Buffer.from(id).toString('hex')}`;
  return [label === undefined ? '' : `"${label}"`, hex].filter((each) => each !== '').join(' ');
}
