import { existsSync } from 'node:fs';
import type { TypeObject } from 'koffi';
import { TokenError } from './return-values.ts';

type Koffi = typeof import('koffi');

/** Where a function stands in the list of functions (CK_FUNCTION_LIST, PKCS#11 2.40 and 3.x). */
export const CALLS = {
  C_Initialize: 0,
  C_Finalize: 1,
  C_GetSlotList: 4,
  C_GetTokenInfo: 6,
  C_InitToken: 9,
  C_InitPIN: 10,
  C_OpenSession: 12,
  C_Login: 18,
  C_GetAttributeValue: 24,
  C_FindObjectsInit: 26,
  C_FindObjects: 27,
  C_FindObjectsFinal: 28,
  C_EncryptInit: 29,
  C_Encrypt: 30,
  C_DecryptInit: 33,
  C_Decrypt: 34,
  C_GenerateKey: 58,
} as const;

export type Call = keyof typeof CALLS;

/** The list begins with its version, padded to the size of a pointer. */
const LIST_HEAD = 8;
const POINTER = 8;

/** An attribute or a template entry: its type, and its value as bytes. */
export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface Mechanism {
  readonly type: number;
  readonly gcm?: {
    readonly iv: Uint8Array;
    readonly binding: Uint8Array;
    readonly tagBits: number;
  };
}

/** The vendor's library, call by call. Each call throws a {@link TokenError} unless it succeeded. */
export interface Cryptoki {
  call(name: Call, ...args: readonly unknown[]): void;
  attributes(of: readonly Attribute[]): unknown;
  mechanism(of: Mechanism): unknown;
}

/**
 * Loads a PKCS#11 library into this process. Throws when it is not there, is no such library, or
 * what calls it is not installed.
 */
export async function openCryptoki(path: string): Promise<Cryptoki> {
  if (process.platform === 'win32') throw new Error('PKCS#11 is not supported on Windows.');
  if (!existsSync(path)) throw new Error(`There is no PKCS#11 library at ${path}.`);
  const koffi: Koffi = await import('koffi').catch((cause: unknown) => {
    throw new Error(
      'The package koffi is missing. Install it beside the server: npm install koffi',
      {
        cause,
      },
    );
  });
  const list = functionList(koffi, path);
  const types = typesOf(koffi);
  const bound = new Map<Call, (...args: readonly unknown[]) => unknown>();
  return {
    call(name, ...args) {
      const known = bound.get(name) ?? bind(koffi, list, CALLS[name], types.args[name]);
      bound.set(name, known);
      const value = Number(known(...args));
      if (value !== 0) throw new TokenError(name, value);
    },
    attributes: (of) =>
      of.map(({ type, value }) => ({ type, pValue: value, ulValueLen: value.length })),
    mechanism: ({ type, gcm }) => ({
      mechanism: type,
      pParameter: gcm === undefined ? null : koffi.as(gcmParameters(gcm), types.gcmPointer),
      ulParameterLen: gcm === undefined ? 0 : koffi.sizeof(types.gcm),
    }),
  };
}

function functionList(koffi: Koffi, path: string): unknown {
  try {
    // Its own OpenSSL, for one, must not be taken for the one inside this runtime.
    const library = koffi.load(path, { deep: process.platform === 'linux' });
    const out = koffi.out(koffi.pointer('void *'));
    const list: unknown[] = [null];
    const value = Number(library.func('C_GetFunctionList', 'ulong', [out])(list));
    if (value !== 0) throw new TokenError('C_GetFunctionList', value);
    return list[0];
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} cannot be loaded as a PKCS#11 library (${said}).`, { cause });
  }
}

function bind(koffi: Koffi, list: unknown, at: number, args: readonly Parameter[]) {
  const pointer: unknown = koffi.decode(list, LIST_HEAD + POINTER * at, 'void *');
  const bound: unknown = koffi.decode(pointer, koffi.proto('ulong', [...args]));
  return bound as (...args: readonly unknown[]) => unknown;
}

type Parameter = string | TypeObject | ReturnType<Koffi['out']>;

function typesOf(koffi: Koffi) {
  const { pointer, struct, out, inout } = koffi;
  const gcm = struct({
    ...{ pIv: 'uint8_t *', ulIvLen: 'ulong', ulIvBits: 'ulong' },
    ...{ pAAD: 'uint8_t *', ulAADLen: 'ulong', ulTagBits: 'ulong' },
  });
  const attributes = pointer(struct({ type: 'ulong', pValue: 'void *', ulValueLen: 'ulong' }));
  const mechanism = pointer(
    struct({ mechanism: 'ulong', pParameter: 'void *', ulParameterLen: 'ulong' }),
  );
  const [number, bytes, long] = ['ulong', 'uint8_t *', pointer('ulong')];
  const crypt = [number, bytes, number, out(bytes), inout(long)];
  const args: Readonly<Record<Call, readonly Parameter[]>> = {
    C_Initialize: ['void *'],
    C_Finalize: ['void *'],
    C_GetSlotList: ['uint8_t', out(long), inout(long)],
    C_GetTokenInfo: [number, out(bytes)],
    C_InitToken: [number, bytes, number, bytes],
    C_InitPIN: [number, bytes, number],
    C_OpenSession: [number, number, 'void *', 'void *', out(long)],
    C_Login: [number, number, bytes, number],
    C_GetAttributeValue: [number, number, inout(attributes), number],
    C_FindObjectsInit: [number, attributes, number],
    C_FindObjects: [number, out(long), number, out(long)],
    C_FindObjectsFinal: [number],
    C_EncryptInit: [number, mechanism, number],
    C_Encrypt: crypt,
    C_DecryptInit: [number, mechanism, number],
    C_Decrypt: crypt,
    C_GenerateKey: [number, mechanism, attributes, number, out(long)],
  };
  return { args, gcm, gcmPointer: pointer(gcm) };
}

function gcmParameters({ iv, binding, tagBits }: NonNullable<Mechanism['gcm']>) {
  return {
    ...{ pIv: iv, ulIvLen: iv.length, ulIvBits: iv.length * 8 },
    ...{ pAAD: binding, ulAADLen: binding.length, ulTagBits: tagBits },
  };
}
