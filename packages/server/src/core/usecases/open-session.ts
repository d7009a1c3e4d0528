import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { UnknownSubject } from '../model/outcome.ts';
import type { Session } from '../model/session.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface OpenSession {
  readonly subject: SubjectRef;
  readonly ttlMs: number;
  /** What the wire wants to be readable in the token. */
  readonly claims: (about: {
    readonly id: string;
    readonly issuedAt: Instant;
  }) => Session['claims'];
}

export type OpenSessionOutcome =
  | { readonly outcome: 'opened'; readonly token: string; readonly session: Session }
  | UnknownSubject;

/**
 * Vouches for a subject for a while. Any number are alive at once: a new one ends none before it,
 * because a vendor's SDK keeps the one it has.
 */
export async function openSession(
  ports: Pick<Ports, 'store' | 'signer' | 'clock' | 'random'>,
  call: Call,
  { subject: ref, ttlMs, claims }: OpenSession,
): Promise<OpenSessionOutcome> {
  const subject = await findSubject(ports, call, ref);
  if (subject === null) return { outcome: 'unknown_subject' };
  const id = ports.random.id();
  const issuedAt = ports.clock.now();
  const times = { issuedAt, expiresAt: issuedAt + ttlMs };
  const { dialect } = call;
  const session = { id, dialect, subject: subject.id, ...times, claims: claims({ id, issuedAt }) };
  const token = await ports.signer.signSession(call.tenant.id, session);
  return { outcome: 'opened', token, session };
}
