import type { Input, OptionSpec } from '../frame/admin-command.ts';
import { readTextFile } from '../frame/read-secret.ts';
import { readNumber, readObject, readSwitch } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';

/** The parts of a policy, each an option. */
export const POLICY_OPTIONS: readonly OptionSpec[] = [
  { flags: '--min-length <digits>', meaning: 'shortest PIN, 4 to 12' },
  { flags: '--max-length <digits>', meaning: 'longest PIN, 4 to 12' },
  { flags: '--blocklist <on|off>', meaning: 'refuse popular PINs and simple patterns' },
  { flags: '--history <number>', meaning: 'earlier PINs that may not come back, 0 to 24' },
  { flags: '--max-age-days <days|never>', meaning: 'after which a PIN has to be changed' },
  { flags: '--attempts <number>', meaning: 'guesses between two locks, 1 to 20' },
  { flags: '--locks <seconds,...>', meaning: 'length of the first, second, ... lock' },
  { flags: '--failures <number>', meaning: 'in a row after which only staff help, 1 to 100' },
  { flags: '--rolling <number/seconds|off>', meaning: 'wrong tries in any stretch of time' },
  { flags: '--lock-extension <seconds/max|off>', meaning: 'what a try while locked adds' },
  { flags: '--questions <number>', meaning: 'security questions a person sets, 1 to 10' },
  { flags: '--known-devices <number>', meaning: 'devices with guesses of their own, 0 to 10' },
  {
    flags: '--spraying <wrong/times/same/seconds|off>',
    meaning:
      'wrong PINs in 5 minutes, times the usual, people one PIN is tried on, length of the brake',
  },
  { flags: '--file <path>', meaning: 'a JSON object with the parts; - is stdin' },
];

/** The change of a policy that was typed, in the words of the admin API; only what was named. */
export function readPolicyChange({ text }: Pick<Input, 'text'>): Readonly<Record<string, unknown>> {
  const file = text('file');
  const number = (option: string) => readNumber(option, text(option));
  const rolling = readPair('rolling', text('rolling'));
  const extension = readPair('lock-extension', text('lock-extension'));
  const change = {
    minLength: number('min-length'),
    maxLength: number('max-length'),
    blocklist: readSwitch('blocklist', text('blocklist')),
    history: number('history'),
    maxAgeDays: text('max-age-days') === 'never' ? null : number('max-age-days'),
    attemptsMax: number('attempts'),
    lockDurationsSeconds: text('locks')
      ?.split(',')
      .map((each) => readNumber('locks', each.trim())),
    failuresMax: number('failures'),
    rolling: rolling && { attemptsMax: rolling[0], windowSeconds: rolling[1] },
    lockExtension: extension && { bySeconds: extension[0], maxSeconds: extension[1] },
    questionsMin: number('questions'),
    knownDevicesMax: number('known-devices'),
    spraying: readSpraying(text('spraying')),
  };
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    ...(file !== undefined && readObject('--file', readTextFile(file))),
    ...Object.fromEntries(given),
  };
}

function readSpraying(text: string | undefined) {
  if (text === undefined) return undefined;
  if (text === 'off') return null;
  if (!/^[0-9]{1,6}(?:\/[0-9]{1,6}){3}$/.test(text)) {
    throw new UsageError('--spraying must be four numbers such as 100/10/20/900, or off.');
  }
  const [wrongMax, timesUsual, samePinMax, brakeSeconds] = text.split('/').map(Number);
  return { wrongMax, timesUsual, samePinMax, brakeSeconds };
}

function readPair(
  option: string,
  text: string | undefined,
): readonly [number, number] | null | undefined {
  if (text === undefined) return undefined;
  if (text === 'off') return null;
  const [, one, other] = /^([0-9]{1,9})\/([0-9]{1,9})$/.exec(text) ?? [];
  if (one !== undefined && other !== undefined) return [Number(one), Number(other)];
  throw new UsageError(`--${option} must be two numbers such as 5/86400, or off.`);
}
