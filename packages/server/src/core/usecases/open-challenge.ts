import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  CHALLENGE_TTL_MS,
  type Challenge,
  type ChallengeType,
  viewChallenge,
} from '../model/challenge.ts';
import type { OpenChallengeOutcome } from '../model/outcome.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface OpenChallenge {
  /** The caller's own id for it: opening it twice opens it once. A new one when absent. */
  readonly id?: string;
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly type: ChallengeType;
  /** The wire's own word for the type; the type's name when absent. */
  readonly label?: string;
  readonly returnUrl?: string;
  /** For `verify`: what the verified PIN is to prove. */
  readonly operation?: string;
  readonly ttlMs?: number;
}

/**
 * Invites a person to do something with their PIN. Several may stand open at once; none changes
 * anything before it is submitted. Whether the PIN is locked is looked at where it is typed.
 */
export async function openChallenge(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  command: OpenChallenge,
): Promise<OpenChallengeOutcome> {
  const subject = await findSubject({ store }, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const challenge = newChallenge(call, command, {
    ...{ id: command.id ?? random.id(), subject: subject.id, now: clock.now() },
  });
  const { tenant, id, purpose, type } = challenge;
  return store.applyToChallenge(
    tenant,
    id,
    (current): Decision<Challenge, OpenChallengeOutcome> => {
      if (current !== null) return { result: repeatOf(current, challenge) };
      const outcome: OpenChallengeOutcome = { outcome: 'opened', challenge, repeated: false };
      const fact = { action: 'challenge.open', outcome: 'opened', subject: subject.id, purpose };
      return {
        next: challenge,
        audit: [auditEntry(call, challenge.createdAt, { ...fact, reason: type })],
        ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
        result: outcome,
      };
    },
  );
}

/** The same id for the same thing is the same challenge; for anything else it is taken. */
function repeatOf(current: Challenge, asked: Challenge): OpenChallengeOutcome {
  const same =
    current.subject === asked.subject &&
    current.purpose === asked.purpose &&
    current.dialect === asked.dialect &&
    current.label === asked.label;
  if (!same) return { outcome: 'id_taken' };
  return { outcome: 'opened', challenge: viewChallenge(current, asked.createdAt), repeated: true };
}

function newChallenge(
  call: Call,
  command: OpenChallenge,
  { id, subject, now }: { readonly id: string; readonly subject: string; readonly now: number },
): Challenge {
  const { purpose, type } = command;
  return {
    ...{ id, tenant: call.tenant.id, subject, purpose, type },
    dialect: call.dialect,
    label: command.label ?? type,
    status: 'pending',
    failure: null,
    returnUrl: command.returnUrl ?? null,
    operation: command.operation ?? null,
    assertion: null,
    createdAt: now,
    expiresAt: now + (command.ttlMs ?? CHALLENGE_TTL_MS),
    settledAt: null,
  };
}
