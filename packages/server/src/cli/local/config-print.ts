import type { Command } from 'commander';
import { type ToldSetting, tellConfig } from '../../config/load-config.ts';
import { readFlags, withSettings } from '../flags.ts';
import { printableJson } from '../show/printable.ts';
import { table } from '../show/table.ts';

/** What a server with the same flags and environment would use. */
export function addConfigPrint(config: Command): void {
  withSettings(config.command('print').description('print every setting and where it comes from'))
    .option('--json', 'print them as one JSON value')
    .action((options) => {
      const settings = tellConfig(readFlags(options));
      const text = options.json ? printableJson({ settings: settings.map(told) }) : show(settings);
      process.stdout.write(`${text}\n`);
    });
}

function told({ name, env, value, secret, from }: ToldSetting) {
  return { name, env, value: secret ? state(value) : value, from };
}

function show(settings: readonly ToldSetting[]): string {
  return table(settings.map(told), ['name', 'value', 'from', 'env']);
}

/** Secrets are never shown. */
function state(value: string | null): string {
  return value === null ? 'set' : 'not set';
}
