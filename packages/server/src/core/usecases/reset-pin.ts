import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type CredentialKey, replaceVerifier, type Verifier } from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { ResetOutcome } from '../model/outcome.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import type { CredentialDecision, SingleUseKey, SingleUseValue } from '../ports/store.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { grantKey } from './grant.ts';
import { type CandidatePin, judgeNewPin } from './judge-new-pin.ts';
import { makeVerifier, nextVersion } from './verifier.ts';

export interface ResetPin extends CandidatePin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly grant: string;
}

type ResetPorts = Pick<Ports, 'store' | 'hasher' | 'sealer' | 'clock' | 'random' | 'blocklist'>;

/**
 * Puts a new PIN in force on the strength of a grant from a completed recovery. The grant is used
 * up in the transaction that stores the new PIN; a PIN the policy refuses leaves it usable, so that
 * a person may choose again. Clears the lockout, hard cap included, but not a hold.
 */
export async function resetPin(
  ports: ResetPorts,
  call: Call,
  command: ResetPin,
): Promise<ResetOutcome> {
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose: command.purpose };
  const single = await grantKey(ports.sealer, key.tenant, command.grant);
  const grant = await ports.store.readSingleUse(single, ports.clock.now());
  if (!isFor(grant, key)) return recordUnapplied(ports, call, key, { outcome: 'grant_invalid' });

  return withHashSlot(ports.hasher, async (slot) => {
    const credential = await ports.store.readCredential(key);
    const judgement = await judgeNewPin(ports, call, slot, command, { key, credential });
    if (!judgement.accepted) {
      return recordUnapplied(ports, call, key, { outcome: 'refused', rule: judgement.rule });
    }
    const version = nextVersion(credential, ports.random);
    const verifier = await makeVerifier(ports.sealer, slot, key, version, judgement.pin);
    return applyReset(ports, call, { key, verifier, single });
  });
}

interface PreparedReset {
  readonly key: CredentialKey;
  readonly verifier: Verifier;
  readonly single: SingleUseKey;
}

function applyReset(
  { store, clock, random }: ResetPorts,
  call: Call,
  { key, verifier, single }: PreparedReset,
): Promise<ResetOutcome> {
  const { tenant, subject, purpose } = key;
  const { policy } = call.tenant;
  return store.applyToCredential(
    key,
    (current, grant): CredentialDecision<ResetOutcome> => {
      const at = clock.now();
      const raced = (current.verifier?.version ?? 0) >= verifier.version;
      // Two resets with one grant, or a change that got in between: the first one stands.
      if (raced || !isFor(grant, key)) return { result: { outcome: 'grant_invalid' } };
      const lockout = reduceLockout(current.lockout, { type: 'renewed' }, policy, at);
      const outcome: ResetOutcome = { outcome: 'reset' };
      return {
        next: { ...replaceVerifier(current, verifier, policy, at), lockout },
        consume: true,
        audit: [auditEntry(call, at, { action: 'pin.reset', outcome: 'reset', subject, purpose })],
        events: [{ id: random.id(), type: 'pin.reset', tenant, subject, at, data: { purpose } }],
        ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
        result: outcome,
      };
    },
    single,
  );
}

async function recordUnapplied(
  { store, clock }: ResetPorts,
  call: Call,
  { subject, purpose }: CredentialKey,
  outcome: Extract<ResetOutcome, { outcome: 'grant_invalid' | 'refused' }>,
): Promise<ResetOutcome> {
  const reason = outcome.outcome === 'refused' ? outcome.rule : 'unknown, used or expired grant';
  const fact = { action: 'pin.reset', outcome: outcome.outcome, subject, purpose, reason };
  const audit = [auditEntry(call, clock.now(), fact)];
  const receipt = call.receipt && { receipt: { ...call.receipt, outcome } };
  await store.record(call.tenant.id, { audit, ...receipt });
  return outcome;
}

function isFor(grant: SingleUseValue | null, key: CredentialKey): boolean {
  return (
    grant !== null && grant.data['subject'] === key.subject && grant.data['purpose'] === key.purpose
  );
}
