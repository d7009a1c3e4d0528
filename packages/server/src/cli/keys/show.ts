import type { Command } from 'commander';
import type { ShownKeyring } from '../../compose/keys.ts';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';
import { printableJson } from '../show/printable.ts';
import { fields, table } from '../show/table.ts';

export function addShow(keys: Command): void {
  const command = keys
    .command('show')
    .description('show where the keyring is and which roots are in it, without any secret')
    .option('--json', 'print them as one JSON value');
  withDataSettings(command).action(async (options: { readonly json?: true }) => {
    const config = loadConfig(readFlags({ ...options }));
    const { showKeyring } = await import('../../compose/keys.ts');
    const shown = await showKeyring(config);
    process.stdout.write(`${options.json ? printableJson(shown) : tellKeyring(shown)}\n`);
  });
}

/** The same for people. */
export function tellKeyring({ place, keys, belongsToData }: ShownKeyring): string {
  const data = belongsToData === null ? 'no data to compare with' : belongsToData;
  const rows = keys.map((key) => ({ ...key }));
  const about = fields([
    ['keyring', place],
    ['belongs to the data', data],
  ]);
  return `${about}\n\n${table(rows, ['id', 'state'])}`;
}
