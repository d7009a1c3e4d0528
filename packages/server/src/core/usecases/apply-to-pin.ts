import type { Call } from '../model/call.ts';
import type { Credential, CredentialKey } from '../model/credential.ts';
import type { DomainEvent, EventType } from '../model/event.ts';
import type { Instant } from '../model/instant.ts';
import type { UnknownSubject } from '../model/outcome.ts';
import type { Along, CredentialDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

/** One PIN of one subject, as a wire names it. */
export interface PinRef {
  readonly subject: SubjectRef;
  readonly purpose: string;
}

/** The PIN a decision is about, and the moment it is made. */
export interface PinMoment {
  readonly key: CredentialKey;
  readonly at: Instant;
  /** An event about this PIN, now. */
  readonly event: (type: EventType, data: DomainEvent['data']) => DomainEvent;
}

/**
 * Runs a decision of staff or of the tenant about a PIN, one that tests no PIN. Serialised and
 * durable as every decision about a credential is.
 */
export async function applyToPin<R>(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  ref: PinRef,
  decide: (current: Credential, moment: PinMoment) => CredentialDecision<R>,
  along: Pick<Along, 'damaged'> = {},
): Promise<R | UnknownSubject> {
  const found = await findSubject({ store }, call, ref.subject);
  if (found === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: found.id, purpose: ref.purpose };
  const decideNow = (current: Credential) => {
    const at = clock.now();
    const event: PinMoment['event'] = (type, data) => {
      const { tenant, subject, purpose } = key;
      return { id: random.id(), type, tenant, subject, at, data: { purpose, ...data } };
    };
    return decide(current, { key, at, event });
  };
  return store.applyToCredential(key, decideNow, along);
}
