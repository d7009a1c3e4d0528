import type { TSchema } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { AnswerOf } from '../call-shape.ts';
import { toIso } from '../to-iso.ts';

/** What a call may answer whose only status is 200. */
export type Ok<T extends TSchema> = AnswerOf<{ 200: T }>;
export type Created<T extends TSchema> = AnswerOf<{ 201: T }>;

export function ok<B>(body: B) {
  return { status: 200 as const, body };
}

export function created<B>(body: B) {
  return { status: 201 as const, body };
}

/** The caller holds the tenant's key: it is entitled to know how many guesses are left. */
export function lockoutFields({ attemptsRemaining, lockedUntil }: LockoutView) {
  return { attemptsRemaining, lockedUntil: toIso(lockedUntil) };
}

/** Documents are kept as digests; only their kinds can be shown. */
export function subjectBody(subject: Subject) {
  return {
    id: subject.id,
    identifiers: subject.identifiers,
    devices: subject.devices,
    documents: subject.documents.map(({ type }) => ({ type })),
    language: subject.language,
    suspended: subject.suspendedAt !== null,
    createdAt: toIso(subject.createdAt),
  };
}

/** Another tenant's subject gets this too: it does not exist for this caller. */
export function subjectNotFound(): never {
  throw new Fault('subject_not_found', 'There is no such subject. Create it first.');
}
