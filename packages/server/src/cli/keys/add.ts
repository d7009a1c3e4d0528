import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';

export function addAdd(keys: Command): void {
  const command = keys
    .command('add')
    .description('make a root key that waits in the keyring for the next rotation')
    .option('--json', 'print its id as JSON');
  withDataSettings(command).action(async (options: { readonly json?: true }) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const { addRoot } = await import('../../compose/roots.ts');
    const added = await addRoot(config);
    const text =
      `Root ${added.root} waits in ${added.keyring}. Copy the keyring to every node, ` +
      'then: pintumbler keys rotate';
    process.stdout.write(`${options.json ? printableJson(added) : text}\n`);
  });
}
