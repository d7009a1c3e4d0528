import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type Credential, type CredentialKey, replaceVerifier } from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { OutgoingMessage } from '../model/message.ts';
import type { ChangePasswordOutcome, PutPasswordOutcome } from '../model/outcome.ts';
import { brokenPasswordRule, type Password, passwordKey } from '../model/password.ts';
import type { Subject } from '../model/subject.ts';
import type { CredentialDecision } from '../ports/decision.ts';
import { type HashSlot, withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { grantKey, isGrantFor, isGrantOf } from './grant.ts';
import { settleRight } from './settle-attempt.ts';
import { type GatePorts, testPin } from './test-pin.ts';
import { makeVerifier, matchesVerifier, nextVersion } from './verifier.ts';

type PutPorts = GatePorts & Pick<Ports, 'channels'>;

export interface PutPassword {
  readonly subject: SubjectRef;
  readonly newPassword: Password;
  /** What lets somebody replace it who does not show the old one; absent: staff do. */
  readonly grant?: string;
  /** Has to be changed at its next use. */
  readonly mustChange?: boolean;
}

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
  const rule = brokenPasswordRule(newPassword, namesOf(subject));
  if (rule !== null) return { outcome: 'password_refused', rule };
  const key = passwordKey({ tenant: call.tenant.id, subject: subject.id });
  const current = await ports.store.readCredential(key);
  const single = grant === undefined ? undefined : await grantKey(ports.sealer, key.tenant, grant);
  return withHashSlot(
    ports.hasher,
    async (slot) => {
      const isSame =
        single !== undefined && (await isInForce(ports, slot, { key, current }, newPassword));
      const version = nextVersion(current, ports.random);
      const verifier = await makeVerifier(ports.sealer, slot, key, version, newPassword);
      const messages = await noticeOf(ports, call, subject, current);
      return ports.store.applyToCredential(
        key,
        (credential, read): CredentialDecision<PutPasswordOutcome> => {
          const at = ports.clock.now();
          const raced = credential.verifier?.version !== current.verifier?.version;
          if (single === undefined && raced) throw busy();
          const granted = read.single !== null && isGrantOf(read.single, subject);
          const holds =
            granted && isGrantFor(read.single, key, credential) && !credential.suspended;
          if (single !== undefined && (raced || !holds))
            return { result: { outcome: 'grant_invalid' } };
          // Whoever handed it out, or stole it, still knows it. The grant is spent: asked again and
          // again, this answer would tell the password.
          if (isSame)
            return { consume: true, result: { outcome: 'password_refused', rule: 'repeated' } };
          const { policy } = call.tenant;
          const lockout = reduceLockout(credential.lockout, { type: 'renewed' }, policy, at);
          const replaced = replaceVerifier(credential, verifier, { history: 0 }, at);
          return {
            next: { ...replaced, lockout, mustChange },
            ...(single && { consume: true as const }),
            ...traces(ports, call, key, { at, type: 'password.set', messages }),
            result: { outcome: 'set' },
          };
        },
        single && { single },
      );
    },
    2,
  );
}

/** Whether a password is the one in force. Only for who holds a grant, and once. */
async function isInForce(
  ports: PutPorts,
  slot: HashSlot,
  { key, current }: { readonly key: CredentialKey; readonly current: Credential },
  password: Password,
): Promise<boolean> {
  const { verifier } = current;
  return verifier !== null && matchesVerifier(ports, slot, { key, verifier }, password);
}

export interface ChangePassword {
  readonly subject: SubjectRef;
  readonly currentPassword: Password;
  readonly newPassword: Password;
}

/** Replaces a password whose current value is known; the old one is proven before the new is judged. */
export function changePassword(
  ports: PutPorts,
  call: Call,
  { subject: ref, currentPassword: proof, newPassword }: ChangePassword,
): Promise<ChangePasswordOutcome> {
  return withHashSlot(
    ports.hasher,
    async (slot) => {
      const { purpose } = passwordKey({ tenant: call.tenant.id, subject: '' });
      const test = { subject: ref, purpose, proof, action: 'password.change' };
      const tested = await testPin(ports, call, slot, test);
      if (!tested.right) return tested.rejection;
      const { key, version } = tested.attempt;
      const subject = await ports.store.readSubject(key.tenant, key.subject);
      const current = await ports.store.readCredential(key);
      const broken = brokenPasswordRule(newPassword, subject === null ? [] : namesOf(subject));
      const same = broken === null && (await isInForce(ports, slot, { key, current }, newPassword));
      const rule = same ? 'repeated' : broken;
      if (rule !== null) {
        const refused = { outcome: 'password_refused', rule } as const;
        return settleRight<ChangePasswordOutcome>(ports, call, tested.attempt, (credential) => ({
          ...{ credential, outcome: refused, reason: rule },
        }));
      }
      const verifier = await makeVerifier(ports.sealer, slot, key, version + 1, newPassword);
      const messages = subject === null ? [] : await noticeOf(ports, call, subject, current);
      return settleRight<ChangePasswordOutcome>(ports, call, tested.attempt, (credential) => {
        const at = ports.clock.now();
        const { events } = traces(ports, call, key, { at, type: 'password.changed', messages });
        const replaced = replaceVerifier(credential, verifier, { history: 0 }, at);
        return { credential: replaced, events, messages, outcome: { outcome: 'changed' } };
      });
    },
    3,
  );
}

function traces(
  { random }: Pick<Ports, 'random'>,
  call: Call,
  { tenant, subject, purpose }: CredentialKey,
  what: {
    readonly at: number;
    readonly type: 'password.set' | 'password.changed';
    readonly messages: readonly OutgoingMessage[];
  },
) {
  const { at, type, messages } = what;
  return {
    audit: [auditEntry(call, at, { action: type, outcome: 'set', subject, purpose })],
    events: [{ id: random.id(), type, tenant, subject, at, data: {} }],
    messages,
  };
}

/** Somebody else put one in force just now: which of the two holds is not for chance to say. */
function busy(): Fault {
  const sentence = 'The password was replaced at the same moment. Look, and try again.';
  return new Fault('storage_unavailable', sentence, { retryAfterSeconds: 1 });
}

function noticeOf(
  ports: PutPorts,
  call: Call,
  { id }: Subject,
  { verifier }: Credential,
): Promise<readonly OutgoingMessage[]> {
  // Nobody has to be told of their first one.
  if (verifier === null) return Promise.resolve([]);
  return composeNotice(ports, call, { id, template: 'password_changed' });
}

function namesOf({ id, identifiers }: Subject): readonly string[] {
  return [id, ...identifiers.map(({ value }) => value)];
}
