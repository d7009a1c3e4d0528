import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import type { Config } from '../../config/settings.ts';
import { createProgress } from '../../moving/progress.ts';
import { readFlags } from '../flags.ts';
import { UsageError } from '../frame/usage-error.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';
import { showAdopted, showRestored } from './show-restored.ts';

interface Wanted {
  readonly adopt?: true;
  readonly newest?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Puts a backup back, or makes an older database safe to go on with. */
export function addRestore(program: Command): void {
  const command = program
    .command('restore')
    .description('put a backup back, so that no guess and no old PIN comes back with it')
    .argument('[file]', 'a backup that pintumbler backup wrote')
    .option('--adopt', 'without a file: go on with the database that is there, of whatever age')
    .option('--newest', 'with --adopt: answer for it that there is no newer one')
    .option('--dry-run', 'check the file and say what would be done')
    .option('--json', 'print what was done as JSON');
  withDataSettings(command).action(async (file: string | undefined, options: Wanted) => {
    refuseUnclear(file, options);
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const { json, text } = await (file === undefined
      ? adopt(config, options)
      : restore(config, file, options));
    process.stdout.write(`${options.json ? printableJson(json) : text}\n`);
  });
}

async function restore(config: Config, file: string, { dryRun }: Wanted) {
  const { runRestore } = await import('../../compose/restore.ts');
  const done = await runRestore(config, file, { dryRun: dryRun === true, onRows: onRows() });
  return { json: done, text: showRestored(file, done) };
}

async function adopt(config: Config, { newest }: Wanted) {
  const { runAdopt } = await import('../../compose/adopt.ts');
  const done = await runAdopt(config, { newest: newest === true, onRows: onRows() });
  return { json: done, text: showAdopted(done) };
}

function onRows(): (count: number) => void {
  const tell = (text: string) => process.stderr.write(text);
  const progress = createProgress(tell, () => performance.now());
  return (count) => progress('looked through', count);
}

function refuseUnclear(file: string | undefined, { adopt: adopts, newest, dryRun }: Wanted): void {
  if ((file === undefined) === (adopts === undefined)) {
    throw new UsageError('Name a backup, or say --adopt to go on with the database that is there.');
  }
  if (newest && !adopts) throw new UsageError('--newest answers for the database of --adopt.');
  if (dryRun && adopts) throw new UsageError('--dry-run checks a file.');
}
