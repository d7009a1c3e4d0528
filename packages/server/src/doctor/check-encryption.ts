import { type Encryption, readEncryption } from '../storage/engine/postgres/read-encryption.ts';
import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'encryption';

/** Whether somebody between this machine and the database could read or alter what goes there. */
export async function checkEncryption({ postgres }: Pick<Scene, 'postgres'>): Promise<Finding[]> {
  const session = postgres?.sessions?.[0];
  return session === undefined ? [] : [judgeEncryption(await readEncryption(session))];
}

/** As the server sees it: with a pooler in between, from there on. */
export function judgeEncryption({ version, isLocal }: Encryption): Finding {
  if (version !== null) return ok(NAME, version);
  if (isLocal) return ok(NAME, 'none, and the database is on the same machine');
  const todo =
    'Names, counts of guesses and the password of the database can be read on the way: append ?sslmode=verify-full to PINTUMBLER_DATABASE_URL, and give the server a certificate.';
  return warning(NAME, 'none', todo);
}
