import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { ADDITION, nextVersion } from './next-version.ts';

/*
 * A process that is in the middle of a migration for some time, so that it can be killed there. On
 * SQLite it writes more than fits into its cache first: what it did so far is on the disk.
 */

const FILL = [
  'CREATE TABLE filler (bytes BLOB)',
  `INSERT INTO filler WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
    WHERE i < 40000) SELECT randomblob(1000) FROM n`,
];
const FOR_EVER = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
  WHERE i < 100000000000) SELECT COUNT(*) FROM n`;

const [where = '', place = ''] = process.argv.slice(2);
const isPostgres = where === 'postgres';
const engine = isPostgres
  ? await openPostgresEngine({ addresses: [place], writers: 1 })
  : openSqliteEngine(place);
const slow = isPostgres ? ['SELECT pg_sleep(5)'] : [...FILL, FOR_EVER];
const migrations = nextVersion({
  statements: (types) => [...ADDITION.statements(types), ...slow],
});
await migrate(engine, () => 0, migrations);
