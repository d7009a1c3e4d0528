import type { Command } from 'commander';
import type { SettingTexts } from '../config/load-config.ts';
import { SETTINGS, type Setting } from '../config/settings.ts';

const ALL: readonly Setting<unknown>[] = Object.values(SETTINGS);

/** Offers every setting as a flag, except secrets: other users of a machine can list arguments. */
export function withSettings(command: Command): Command {
  for (const { flag, name, meaning, env, secret } of ALL) {
    if (!secret) command.option(`${flag} <${name}>`, `${meaning} (${env})`);
  }
  return command;
}

/** What was given on the command line, by setting name. */
export function readFlags(options: Readonly<Record<string, unknown>>): SettingTexts {
  return Object.fromEntries(
    ALL.map(({ name }) => {
      const camel = name.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
      const value = options[camel];
      return [name, value === undefined ? undefined : String(value)];
    }),
  );
}
