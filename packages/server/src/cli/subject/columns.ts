import type { Column } from '../show/table.ts';

/** A list of people. */
export const PEOPLE: readonly Column[] = [
  'id',
  ['identifiers', ({ identifiers }) => names(identifiers)],
  'suspended',
  'createdAt',
];

/** What happened to somebody, or in a tenant. */
export const ENTRIES: readonly Column[] = [
  'at',
  'action',
  'outcome',
  'subject',
  'purpose',
  'actor',
  'dialect',
  'source',
  'reason',
];

/** `email ann@example.com, msisdn 254712345678`. */
export function names(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map(({ type, value }: { type?: unknown; value?: unknown }) => `${type} ${value}`);
}
