import type { OwnAnswer } from '../api/session.ts';

const GOOD: ReadonlySet<string> = new Set(['changed', 'confirmed', 'removed']);

/** What an answer about one's own sign-in holds against it, in words; `null`: it was done. */
export function sayAnswer({ outcome, rule }: OwnAnswer): string | null {
  if (GOOD.has(outcome)) return null;
  if (outcome === 'password_refused') return sayPasswordRule(rule ?? '');
  return 'That is not right. Try again; after too many tries, wait some minutes.';
}

const RULES: Readonly<Record<string, string>> = {
  characters: 'It has characters that cannot be typed everywhere.',
  length: 'It is too short or too long.',
  repeated: 'It is one character over and over.',
  personal: 'It is the name, or the name of this server.',
  popular: 'Many people use it, so it is among the first that are tried.',
};

/** Why a password was refused. */
export function sayPasswordRule(rule: string): string {
  return `Take another password. ${RULES[rule] ?? `The rule it breaks: ${rule.replaceAll('_', ' ')}.`}`;
}
