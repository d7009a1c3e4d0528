import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { createProgress } from '../../moving/progress.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';

interface Wanted {
  readonly to: string;
  readonly verify?: true;
  readonly json?: true;
}

const MIB = 1024 * 1024;

/** The embedded database as of one instant, also beside a server at work. */
export function addBackup(program: Command): void {
  const command = program
    .command('backup')
    .description('copy the embedded database into a file, while the server goes on')
    .requiredOption('--to <file>', 'new file, for its owner only')
    .option('--verify', 'read it back, every page of it')
    .option('--json', 'print what was backed up as JSON');
  withDataSettings(command).action(async (options: Wanted) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const tell = (text: string) => process.stderr.write(text);
    const progress = createProgress(tell, () => performance.now(), 'pages');
    const { runBackup } = await import('../../compose/backup.ts');
    const done = await runBackup(config, options.to, {
      verify: options.verify === true,
      onPages: (pages, total) => progress(`of ${total.toLocaleString('en')} copied`, pages),
    });
    const size = `${(done.bytes / MIB).toFixed(1)} MiB`;
    const verified = done.verified ? ', read back and whole' : '';
    const text =
      `${done.file}: the database as of ${done.at}, ${size}${verified}. ` +
      'The keyring is not in it: keep the two apart.';
    process.stdout.write(`${options.json ? printableJson(done) : text}\n`);
  });
}
