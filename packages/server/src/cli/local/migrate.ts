import type { Command } from 'commander';
import type { Migrated } from '../../compose/migrate.ts';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';
import { table } from '../show/table.ts';

interface Wanted {
  readonly dryRun?: true;
  readonly json?: true;
}

/** Every start does this too; by itself it is for those who upgrade in steps. */
export function addMigrate(program: Command): void {
  const command = program
    .command('migrate')
    .description('bring the database up to the schema of this version, and say what was done')
    .option('--dry-run', 'say what would be done, without writing anything')
    .option('--json', 'print what was done as JSON');
  withDataSettings(command).action(async (options: Wanted) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const { runMigrate } = await import('../../compose/migrate.ts');
    const migrated = await runMigrate(config, options.dryRun === true);
    process.stdout.write(`${options.json ? printableJson(migrated) : show(migrated)}\n`);
  });
}

function show({ found, steps, dryRun }: Migrated): string {
  if (steps.length === 0) return `The database is at schema ${found}; there is nothing to do.`;
  const did = dryRun ? 'These steps would be taken' : 'These steps were taken';
  const from = found === 0 ? 'an empty database' : `schema ${found}`;
  const columns = [
    'version',
    'name',
    ['older servers go on', ({ rolling }: Row) => rolling],
  ] as const;
  return `${did}, from ${from}:\n\n${table(
    steps.map((step) => ({ ...step })),
    columns,
  )}`;
}

type Row = Readonly<Record<string, unknown>>;
