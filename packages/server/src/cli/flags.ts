import { type Command, Option } from 'commander';
import type { SettingTexts } from '../config/load-config.ts';
import { SETTINGS, type Setting } from '../config/settings.ts';
import { UsageError } from './frame/usage-error.ts';

const ALL: readonly Setting<unknown>[] = Object.values(SETTINGS);

/** Offers every setting as a flag, except secrets: other users of a machine can list arguments. */
export function withSettings(command: Command): Command {
  for (const setting of ALL) {
    const { flag, name, meaning, env, secret } = setting;
    if (secret) command.addOption(refusedFlag(setting));
    else command.option(`${flag} <${name}>`, `${meaning} (${env})`);
  }
  return command;
}

/** Known only to be refused with the way that is safe; what was typed is not repeated. */
function refusedFlag({ flag, env }: Setting<unknown>): Option {
  return new Option(`${flag} <value>`).hideHelp().argParser(() => {
    throw new UsageError(
      `${flag} is not taken as an argument: everybody on this machine can list those. ` +
        `Write the value to a file only you can read, and name that in ${env}_FILE.`,
    );
  });
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
