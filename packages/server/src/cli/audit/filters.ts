import type { Query } from '../frame/admin-client.ts';
import type { Input, OptionSpec } from '../frame/admin-command.ts';

const NAMES = ['action', 'outcome', 'subject', 'actor', 'dialect', 'source'] as const;

export const FILTERS: readonly OptionSpec[] = [
  { flags: '--action <name>', meaning: 'what was done, such as pin.verify' },
  { flags: '--outcome <name>', meaning: 'how it ended, such as wrong' },
  { flags: '--subject <id>', meaning: 'to whom' },
  { flags: '--actor <id>', meaning: 'who did it: id of a key, an account, or admin' },
  { flags: '--dialect <name>', meaning: 'through which wire' },
  { flags: '--source <address>', meaning: 'from which address' },
  { flags: '--from <time>', meaning: 'not before, such as 2026-01-31 or 2026-01-31T12:00:00Z' },
  { flags: '--to <time>', meaning: 'not after' },
];

/** The filters that were typed. */
export function readFilters({ text }: Pick<Input, 'text'>): Query {
  return Object.fromEntries([...NAMES, 'from', 'to'].map((name) => [name, text(name)]));
}
