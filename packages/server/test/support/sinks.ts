import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpDatabase } from './raw-database.ts';

/** Every spelling a secret could be hidden in: encodings, and digests anyone could compute. */
export function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const digests = ['md5', 'sha1', 'sha256', 'sha512'].map((name) =>
    createHash(name).update(secret),
  );
  return [
    secret,
    [...secret].reverse().join(''),
    Buffer.from(secret, 'utf16le').toString('latin1'),
    ...inBase64(bytes),
    bytes.toString('hex'),
    [...secret].map((each) => `%${each.charCodeAt(0).toString(16)}`).join(''),
    ...digests.flatMap((digest) => {
      const raw = digest.digest();
      return [
        raw.toString('hex'),
        raw.toString('base64').replace(/=+$/, ''),
        raw.toString('latin1'),
      ];
    }),
  ];
}

/**
 * In base64 three bytes are four characters: within a longer text a secret stands there in one of three
 * ways, but for the characters at its ends.
 */
export function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return text.slice(offset === 0 ? 0 : offset + 1, whole);
  });
}

/** Everything a server keeps: its data directory, by path, and its database, by table; as bytes. */
export async function everythingKept(
  dataDir: string,
): Promise<readonly (readonly [string, string])[]> {
  return [...everyFile(dataDir), ...(await dumpDatabase(dataDir))];
}

export function everyFile(path: string): readonly (readonly [string, string])[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file).toString('latin1')] as const);
}

const PREFIX = 5;

/** Where which of the secrets stand, in any of their {@link spellings}. One pass, however many there are. */
export function findSecrets(
  sinks: readonly (readonly [sink: string, content: string])[],
  secrets: readonly string[],
): readonly (readonly [sink: string, spelling: string])[] {
  const byPrefix = new Map<string, string[]>();
  for (const spelling of secrets.flatMap(spellings)) {
    const prefix = spelling.slice(0, PREFIX);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), spelling]);
  }
  return sinks.flatMap(([sink, content]) => {
    const found = new Set<string>();
    for (let at = 0; at + PREFIX <= content.length; at += 1) {
      const begun = byPrefix.get(content.slice(at, at + PREFIX));
      for (const each of begun ?? []) if (content.startsWith(each, at)) found.add(each);
    }
    return [...found].map((spelling) => [sink, spelling] as const);
  });
}
