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
    bytes.toString('base64').replace(/=+$/, ''),
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

/** Everything a server keeps: its data directory, by path, and its database, by table; as bytes. */
export async function everythingKept(
  dataDir: string,
): Promise<readonly (readonly [string, string])[]> {
  return [...everyFile(dataDir), ...(await dumpDatabase(dataDir))];
}

function everyFile(path: string): readonly (readonly [string, string])[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file).toString('latin1')] as const);
}
