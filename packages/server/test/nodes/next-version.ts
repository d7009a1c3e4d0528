import { MIGRATIONS, type Migration } from '../../src/storage/migrations/migrations.ts';

export const LATEST = MIGRATIONS.at(-1)?.version ?? 0;
/** The oldest schema whose servers run beside this one's. */
export const OLDEST = MIGRATIONS.at(-1)?.oldest ?? 0;

/** This server's migrations and one more: what the next version of the server brings along. */
export function nextVersion(
  step: Pick<Migration, 'statements'> & Partial<Migration>,
): readonly Migration[] {
  const next = { version: LATEST + 1, name: 'the-next', oldest: LATEST, ...step };
  return [...MIGRATIONS, next];
}

/** What servers of the version before can live with. */
export const ADDITION: Pick<Migration, 'statements'> = {
  statements: ({ text, integer }) => [
    `ALTER TABLE subjects ADD COLUMN nickname ${text}`,
    `CREATE TABLE next_things (id ${integer} PRIMARY KEY)`,
    'INSERT INTO next_things (id) VALUES (1)',
  ],
};
