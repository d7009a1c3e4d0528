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
import type { ImportPinOutcome } from '../model/outcome.ts';
import type { CredentialDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { nextVersion, sealHash } from './verifier.ts';

export interface ImportPin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  /** Of a PIN that nobody here knows, as another system stored it. */
  readonly hash: string;
  /** Right, but to be changed before anything else: the new PIN is then judged by the policy. */
  readonly mustChange?: boolean;
  /** In place of a PIN there is; absent: only where there is none. */
  readonly replace?: boolean;
}

type ImportPorts = Pick<Ports, 'store' | 'hasher' | 'sealer' | 'clock' | 'random' | 'channels'>;

interface ImportedVerifier extends Required<Pick<ImportPin, 'mustChange' | 'replace'>> {
  readonly verifier: Verifier;
  /** What the trail calls its hash. */
  readonly form: string;
  /** As it was when the verifier was sealed. */
  readonly current: Credential;
  readonly messages: readonly OutgoingMessage[];
}

/**
 * Puts the hash of another system in force as a verifier like any other: sealed to its place, on a
 * fresh budget, renewed at its first right PIN. The PIN behind it is unknown, so no policy judges it,
 * now or later. Throws `hash_unusable`, before anything is stored, for a hash that this server would
 * not compare with.
 */
export async function importPin(
  ports: ImportPorts,
  call: Call,
  command: ImportPin,
): Promise<ImportPinOutcome> {
  const { purpose, hash, mustChange = false, replace = false } = command;
  const form = ports.hasher.formOf(hash);
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose };
  const current = await ports.store.readCredential(key);
  const isFirst = current.verifier === null;
  if (!isFirst && !replace) return { outcome: 'exists' };
  const version = nextVersion(current, ports.random);
  const verifier = await sealHash(ports.sealer, key, version, hash);
  const about = { id: subject.id, template: 'pin_changed' } as const;
  // Nobody has to be told of their first one.
  const messages = isFirst ? [] : await composeNotice(ports, call, about);
  const imported = { verifier, form, current, messages, mustChange, replace };
  return applyImport(ports, call, key, imported);
}

function applyImport(
  { store, clock, random }: ImportPorts,
  call: Call,
  key: CredentialKey,
  imported: ImportedVerifier,
): Promise<ImportPinOutcome> {
  const { verifier, form, current, messages, mustChange, replace } = imported;
  const { tenant, subject, purpose } = key;
  const { policy } = call.tenant;
  return store.applyToCredential(key, (credential): CredentialDecision<ImportPinOutcome> => {
    if (credential.verifier !== null && !replace) return { result: { outcome: 'exists' } };
    if (credential.verifier?.version !== current.verifier?.version) throw busy();
    const at = clock.now();
    const isFirst = credential.verifier === null;
    // Guesses at another PIN say nothing about this one; a hold still stands.
    const lockout = reduceLockout(credential.lockout, { type: 'renewed' }, policy, at);
    const fact = { action: 'pin.import', outcome: 'imported', subject, purpose, reason: form };
    const data = { purpose, mustChange, kind: verifier.kind, imported: true };
    const type = isFirst ? 'pin.set' : 'pin.reset';
    const replaced = replaceVerifier(credential, verifier, policy, at);
    return {
      // A phrase chosen beside another PIN may have this one in it, and nobody here can look.
      next: { ...replaced, lockout, mustChange, prompt: null },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: random.id(), type, tenant, subject, at, data }],
      messages,
      result: { outcome: 'imported' },
    };
  });
}

/** Somebody else put a PIN in force just now: which of the two holds is not for chance to say. */
function busy(): Fault {
  const sentence = 'The PIN was set or replaced at the same moment. Look, and try again.';
  return new Fault('storage_unavailable', sentence, { retryAfterSeconds: 1 });
}
