import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  type Credential,
  type CredentialKey,
  replaceVerifier,
  type Verifier,
} from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { OutgoingMessage } from '../model/message.ts';
import type { PutPasswordOutcome } from '../model/outcome.ts';
import { type Password, passwordKey } from '../model/password.ts';
import type { Subject } from '../model/subject.ts';
import type { CredentialDecision, SingleUseKey, SingleUseValue } from '../ports/decision.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { grantKey, isGrantFor, isGrantOf } from './grant.ts';
import { isPasswordInForce, judgePassword } from './new-password.ts';
import type { GatePorts } from './test-pin.ts';
import { makeVerifier, nextVersion } from './verifier.ts';

type PutPorts = GatePorts & Pick<Ports, 'channels'>;

export interface PutPassword {
  readonly subject: SubjectRef;
  readonly newPassword: Password;
  /** What lets somebody replace it who does not show the old one; absent: staff do. */
  readonly grant?: string;
  /** Has to be changed at its next use. */
  readonly mustChange?: boolean;
}

/** The password in force, and the new one. */
const HASHES = 2;

/**
 * Puts a password in force, first or new, for staff or on the strength of a grant, and clears its
 * lockout.
 */
export async function putPassword(
  ports: PutPorts,
  call: Call,
  { subject: ref, newPassword, grant, mustChange = false }: PutPassword,
): Promise<PutPasswordOutcome> {
  const subject = await findSubject(ports, call, ref);
  if (subject === null) return { outcome: 'unknown_subject' };
  const rule = judgePassword(newPassword, subject);
  if (rule !== null) return { outcome: 'password_refused', rule };
  const key = passwordKey({ tenant: call.tenant.id, subject: subject.id });
  const current = await ports.store.readCredential(key);
  const single = grant === undefined ? null : await grantKey(ports.sealer, key.tenant, grant);
  return withHashSlot(
    ports.hasher,
    call,
    async (slot) => {
      const held = { key, current };
      const isSame = single !== null && (await isPasswordInForce(ports, slot, held, newPassword));
      const version = nextVersion(current, ports.random);
      const verifier = await makeVerifier(ports.sealer, slot, key, version, newPassword);
      const messages = await noticeOf(ports, call, key, current);
      return apply(ports, call, {
        subject,
        ...held,
        single,
        isSame,
        verifier,
        mustChange,
        messages,
      });
    },
    HASHES,
  );
}

interface Replacement {
  readonly subject: Subject;
  readonly key: CredentialKey;
  /** As it was when the new one was judged. */
  readonly current: Credential;
  /** Of the grant; `null`: staff put it. */
  readonly single: SingleUseKey | null;
  /** It is the one in force already. */
  readonly isSame: boolean;
  readonly verifier: Verifier;
  readonly mustChange: boolean;
  readonly messages: readonly OutgoingMessage[];
}

function apply(
  { store, clock, random }: PutPorts,
  call: Call,
  replacement: Replacement,
): Promise<PutPasswordOutcome> {
  const { key, current, single, isSame, verifier, mustChange, messages } = replacement;
  const { tenant, subject, purpose } = key;
  return store.applyToCredential(
    key,
    (credential, read): CredentialDecision<PutPasswordOutcome> => {
      const raced = credential.verifier?.version !== current.verifier?.version;
      if (single === null && raced) throw busy();
      const granted = single === null || isGranted(read.single, replacement, credential);
      if (raced || !granted) return { result: { outcome: 'grant_invalid' } };
      // Whoever handed it out, or stole it, still knows it. The grant is spent: asked again and
      // again, this answer would tell the password.
      if (isSame)
        return { consume: true, result: { outcome: 'password_refused', rule: 'repeated' } };
      const at = clock.now();
      const { policy } = call.tenant;
      const lockout = reduceLockout(credential.lockout, { type: 'renewed' }, policy, at);
      const replaced = replaceVerifier(credential, verifier, { history: 0 }, at);
      const fact = { action: 'password.set', outcome: 'set', subject, purpose };
      return {
        next: { ...replaced, lockout, mustChange },
        ...(single && { consume: true as const }),
        audit: [auditEntry(call, at, fact)],
        events: [{ id: random.id(), type: 'password.set', tenant, subject, at, data: {} }],
        messages,
        result: { outcome: 'set' },
      };
    },
    single === null ? undefined : { single },
  );
}

function isGranted(
  value: SingleUseValue | null,
  { subject, key }: Pick<Replacement, 'subject' | 'key'>,
  credential: Credential,
): boolean {
  if (value === null || credential.suspended) return false;
  return isGrantOf(value, subject) && isGrantFor(value, key, credential);
}

/** Nobody has to be told of their first one. */
async function noticeOf(
  ports: PutPorts,
  call: Call,
  { subject: id }: CredentialKey,
  { verifier }: Credential,
): Promise<readonly OutgoingMessage[]> {
  return verifier === null ? [] : composeNotice(ports, call, { id, template: 'password_changed' });
}

/** Somebody else put one in force just now: which of the two holds is not for chance to say. */
function busy(): Fault {
  const sentence = 'The password was replaced at the same moment. Look, and try again.';
  return new Fault('storage_unavailable', sentence, { retryAfterSeconds: 1 });
}
