import type { Command } from 'commander';
import { SETTINGS } from '../config/settings.ts';

/** Settings that say which data; where a database is besides is told by PINTUMBLER_DATABASE_URL. */
export function withDataSettings(command: Command): Command {
  const { dataDir, keyring, epochFile } = SETTINGS;
  for (const { flag, name, meaning, env } of [dataDir, keyring, epochFile]) {
    command.option(`${flag} <${name}>`, `${meaning} (${env})`);
  }
  return command;
}
