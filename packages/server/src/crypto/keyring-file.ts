import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Keyring, type KeyringContent } from './keyring.ts';

const SECRET_BYTES = 32;
const FORMAT = 1;

interface KeyringFile {
  readonly format: number;
  readonly active: string;
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
  readonly digest: string;
}

/**
 * Opens the keyring file. Refuses one that others on the machine can read, and one that is damaged:
 * starting with the wrong keys would make every stored PIN look wrong.
 */
export function openKeyringFile(path: string): Keyring {
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    throw new Error(
      `The keyring ${path} can be read by others (mode ${mode.toString(8)}). Run: chmod 600 ${path}`,
    );
  }
  return new Keyring(parseKeyring(path, readFileSync(path, 'utf8')));
}

/** Makes a new keyring, durable before it is used. Fails when the file exists. */
export function createKeyringFile(path: string): void {
  const file: KeyringFile = {
    format: FORMAT,
    active: 'k1',
    keys: [{ id: 'k1', secret: randomBytes(SECRET_BYTES).toString('base64') }],
    digest: randomBytes(SECRET_BYTES).toString('base64'),
  };
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function parseKeyring(path: string, text: string): KeyringContent {
  try {
    const file = JSON.parse(text) as KeyringFile;
    if (file.format !== FORMAT) throw new Error(`unknown format ${String(file.format)}`);
    const roots = file.keys.map(({ id, secret }) => ({ id, secret: decodeSecret(secret) }));
    return { active: file.active, roots, digestSecret: decodeSecret(file.digest) };
  } catch (cause) {
    throw new Error(`The keyring ${path} is damaged. Restore it from its backup.`, { cause });
  }
}

function decodeSecret(text: string): Uint8Array {
  const secret = Buffer.from(text, 'base64');
  if (secret.length !== SECRET_BYTES) throw new Error('a key has the wrong length');
  return secret;
}
