import { Fault } from '../../core/fault.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { WireResponse } from '../dialect.ts';

export function ok(body: unknown): WireResponse {
  return { status: 200, body };
}

export function created(body: unknown): WireResponse {
  return { status: 201, body };
}

export function toIso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
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
