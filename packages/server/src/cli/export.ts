import type { Command } from 'commander';
import { loadConfig } from '../config/load-config.ts';
import { createProgress } from '../moving/progress.ts';
import { readFlags } from './flags.ts';
import { withDataSettings } from './moving-settings.ts';

interface Wanted {
  readonly out: string;
  readonly tenant?: readonly string[];
  readonly json?: true;
}

/** Everything a server stores, or some tenants of it, in one file. */
export function addExport(program: Command): void {
  const command = program
    .command('export')
    .description('write all data into a file that pintumbler import reads, on any engine')
    .requiredOption(
      '--out <file>',
      'new file, for its owner only; packed when its name ends in .gz',
    )
    .option('--tenant <id...>', 'these tenants only')
    .option('--json', 'print what was exported as JSON');
  withDataSettings(command).action(async (options: Wanted) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const tell = (text: string) => process.stderr.write(text);
    const progress = createProgress(tell, () => performance.now());
    const { runExport } = await import('../compose/moving.ts');
    const exported = await runExport(config, {
      file: options.out,
      tenants: [...new Set(options.tenant ?? [])].toSorted(),
      onRows: (count) => progress('exported', count),
    });
    const { file, rows, tables, writtenMeanwhile } = exported;
    if (writtenMeanwhile > 0) {
      tell(
        `Servers went on meanwhile (${writtenMeanwhile} new entries in the audit trail): changes and ` +
          'guesses since are not in the file. To move, stop them and export again.\n',
      );
    }
    const people = `${tables['tenants'] ?? 0} tenants, ${tables['credentials'] ?? 0} credentials`;
    const text = `${file}: ${rows} rows (${people}). It opens with the keyring only; keep them apart.`;
    process.stdout.write(`${options.json ? JSON.stringify(exported) : text}\n`);
  });
}
