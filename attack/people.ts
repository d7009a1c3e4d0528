import { mustBeSo } from './row.ts';
import { type Answer, fresh } from './target/ask.ts';
import type { Target } from './target/target.ts';

export const PIN = '8305';
export const OTHER_PIN = '5927';
export const WRONG_PIN = '4071';
/** What the default policy grants. */
export const BUDGET = 5;

/** Somebody with a PIN, made by the tenant's own application. */
export async function enrol(
  target: Target,
  { id = fresh('person'), pin = PIN, ...rest }: Enrolment = {},
): Promise<string> {
  const made = await target.call('POST', '/v1/subjects', { id, ...rest });
  mustBeSo(made.status === 201, `no subject: ${made.text}`);
  if (pin === null) return id;
  const set = await target.call('PUT', `/v1/subjects/${id}/pin`, { pin });
  mustBeSo(set.body['outcome'] === 'set', `no PIN: ${set.text}`);
  return id;
}

interface Enrolment {
  readonly id?: string;
  readonly pin?: string | null;
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[];
}

export function verify(
  { call }: Pick<Target, 'call'>,
  subject: string,
  pin: unknown,
  more: object = {},
): Promise<Answer> {
  const path = `/v1/subjects/${encodeURIComponent(subject)}/pin/verify`;
  return call('POST', path, { pin, ...more });
}

export function outcomeOf({ body }: Answer): string {
  return String(body['outcome'] ?? body['code'] ?? 'nothing');
}

/** Spends the whole budget of somebody; the lock is closed afterwards. */
export async function lockOut(target: Target, subject: string): Promise<void> {
  for (let guess = 0; guess < BUDGET; guess += 1) await verify(target, subject, WRONG_PIN);
  const { state } = await statusOf(target, subject);
  mustBeSo(state === 'locked', `not locked but ${state}`);
}

/** How a PIN stands, for whoever may know. */
export async function statusOf({ call }: Pick<Target, 'call'>, subject: string) {
  const { body } = await call('GET', `/v1/subjects/${subject}/pin`);
  const { state, attemptsRemaining } = body;
  return { state: String(state), attemptsRemaining: Number(attemptsRemaining) };
}

/**
 * Guesses at somebody that were evaluated and found wrong, by the audit trail: answers can hide them,
 * the trail cannot.
 */
export async function evaluatedGuesses(target: Target, subject: string): Promise<number> {
  const { tenant } = target.demo;
  const rows = await target.sql(
    "SELECT COUNT(*) AS n FROM audit WHERE tenant = ? AND subject = ? AND outcome = 'wrong'",
    tenant,
    subject,
  );
  return Number(rows[0]?.['n'] ?? 0);
}
