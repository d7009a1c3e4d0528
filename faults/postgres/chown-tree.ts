import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Gives a folder and all below it to the account that runs PostgreSQL. */
export function chownTree(
  folder: string,
  account?: { readonly uid: number; readonly gid: number },
) {
  if (account === undefined) return;
  chownSync(folder, account.uid, account.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(folder, entry), account.uid, account.gid);
  }
}
