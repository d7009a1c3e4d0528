import { QUESTION_RULES } from '../journey.ts';
import { CODES, type Refusal } from '../refusal.ts';
import type { Wording } from './english.ts';
import { fill } from './fill.ts';
import type { Language } from './languages.ts';

type Complaint = keyof Wording['errors'];

const COMPLAINTS: Readonly<Record<number, Complaint>> = {
  [CODES.wrongPin]: 'wrongPin',
  [CODES.wrongAnswers]: 'wrongAnswers',
  155119: 'pinLocked',
  155120: 'answersLocked',
  155103: 'session',
  155104: 'expired',
  155105: 'session',
  155109: 'disabled',
  155114: 'session',
  155116: 'session',
  155118: 'session',
  155121: 'expired',
  155122: 'settled',
  [CODES.pinsDiffer]: 'pinsDiffer',
  [CODES.weakPin]: 'weakPin',
  [CODES.hintIsAnswer]: 'hintIsAnswer',
  [CODES.network]: 'network',
};

const BROKEN_RULES: Readonly<Record<string, Complaint>> = {
  same_as_current: 'usedPin',
  history: 'usedPin',
  personal: 'personalPin',
};

/** What is wrong by the broken rule, where that says more than the code. */
function brokenBy({ code, rule = '' }: Refusal): Complaint | undefined {
  if (code === CODES.weakPin) return BROKEN_RULES[rule];
  if (code === CODES.wrongAnswers && rule === 'grant') return 'tooSlow';
  return QUESTION_RULES.has(rule) ? 'badQuestions' : undefined;
}

/** The refusal in the visitor's language: what is wrong, what is left, when it goes on. */
export function complain(refusal: Refusal, language: Language, now: Date): string {
  const { code, closes, attemptsRemaining, lockedUntil } = refusal;
  const { errors } = language.wording;
  const sentences = [errors[brokenBy(refusal) ?? COMPLAINTS[code] ?? (closes ? 'final' : 'other')]];
  if (attemptsRemaining !== undefined)
    sentences.push(`${sayTriesLeft(attemptsRemaining, language)}.`);
  if (lockedUntil !== undefined) {
    sentences.push(fill(errors.until, { time: sayWhen(lockedUntil, now, language.tag) }));
  }
  return sentences.join(' ');
}

export function sayTriesLeft(count: number, { tag, wording }: Language): string {
  const { triesLeft } = wording;
  const form = triesLeft[new Intl.PluralRules(tag).select(count)] ?? triesLeft.other ?? '{n}';
  return fill(form, { n: new Intl.NumberFormat(tag).format(count) });
}

/** The visitor's own clock and calendar; the day only when it is another one. */
function sayWhen(instant: Date, now: Date, tag: string): string {
  const sameDay = instant.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(tag, {
    ...(!sameDay && { weekday: 'long', day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(instant);
}
