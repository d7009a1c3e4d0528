import { readFileSync } from 'node:fs';
import { missingForKeyring } from './parse-keyring.ts';
import { missingForMessages } from './parse-messages.ts';
import { type Config, SETTINGS, type Setting } from './settings.ts';

/** Texts by setting name (`data-dir`, ...). */
export type SettingTexts = Readonly<Record<string, string | undefined>>;

/** Something is wrong with the configuration; `problems` lists all of it at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has problems:\n${problems.map((each) => `  - ${each}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the configuration together: defaults, then the JSON file `PINTUMBLER_CONFIG` names, then the
 * environment, then `*_FILE` variables (a path whose content is the value), then flags.
 */
export function loadConfig(flags: SettingTexts, environment: Environment = process.env): Config {
  const problems: string[] = [];
  const file = readConfigFile(environment['PINTUMBLER_CONFIG'], problems);
  const entries = Object.entries(SETTINGS).map(([key, setting]) => {
    const { text } = readText(setting, { flags, file, environment, problems });
    try {
      return [key, setting.parse(text)] as const;
    } catch (error) {
      const rule = error instanceof Error ? error.message : 'is not valid';
      problems.push(`${setting.env} (${setting.flag}) ${rule}`);
      return [key, undefined] as const;
    }
  });
  const config = Object.fromEntries(entries) as Config;
  problems.push(...missingForMessages(config), ...missingForKeyring(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** A setting as it would be used; `value` is `null` for a secret that is set. */
export interface ToldSetting extends Pick<Setting<unknown>, 'name' | 'env' | 'meaning'> {
  readonly value: string | null;
  readonly from: Source;
  readonly secret: boolean;
}

export type Source = 'flag' | 'secret file' | 'environment' | 'config file' | 'default';

/** Every setting with where its value comes from, and no secret. Throws as {@link loadConfig} does. */
export function tellConfig(
  flags: SettingTexts,
  environment: Environment = process.env,
): readonly ToldSetting[] {
  loadConfig(flags, environment);
  const file = readConfigFile(environment['PINTUMBLER_CONFIG'], []);
  return Object.values(SETTINGS).map((setting: Setting<unknown>) => {
    const { text, from } = readText(setting, { flags, file, environment, problems: [] });
    const { name, env, meaning } = setting;
    const secret = setting.secret === true;
    return { name, env, meaning, secret, from, value: secret && text !== '' ? null : text };
  });
}

interface Places {
  readonly flags: SettingTexts;
  readonly file: SettingTexts;
  readonly environment: Environment;
  readonly problems: string[];
}

/** The first place that has a value counts. */
function readText(
  { name, env, fallback = '' }: Setting<unknown>,
  { flags, file, environment, problems }: Places,
): { readonly text: string; readonly from: Source } {
  const places: readonly (readonly [Source, string | undefined])[] = [
    ['flag', flags[name]],
    ['secret file', readValueFile(environment[`${env}_FILE`], env, problems)],
    ['environment', environment[env]],
    ['config file', file[name]],
  ];
  const [from, text] = places.find(([, value]) => value !== undefined) ?? ['default', fallback];
  return { from, text: text ?? '' };
}

function readConfigFile(path: string | undefined, problems: string[]): SettingTexts {
  if (path === undefined) return {};
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const known = new Set(Object.values(SETTINGS).map(({ name }) => name));
    for (const name of Object.keys(content)) {
      if (!known.has(name)) problems.push(`PINTUMBLER_CONFIG: ${path} has no setting "${name}"`);
    }
    return Object.fromEntries(
      Object.entries(content).map(([name, value]) => [name, String(value)]),
    );
  } catch {
    problems.push(`PINTUMBLER_CONFIG: ${path} cannot be read as a JSON object`);
    return {};
  }
}

function readValueFile(
  path: string | undefined,
  env: string,
  problems: string[],
): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    problems.push(`${env}_FILE: ${path} cannot be read`);
    return undefined;
  }
}
