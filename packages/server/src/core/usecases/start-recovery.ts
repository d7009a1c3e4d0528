import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { viewLockout } from '../model/lockout-view.ts';
import type { OutgoingMessage } from '../model/message.ts';
import type { StartRecoveryOutcome } from '../model/outcome.ts';
import {
  CODE_DIGITS,
  CODE_TRIES_MAX,
  CODE_TTL_MS,
  QUESTIONS_TTL_MS,
  type Recovery,
  type RecoveryFactor,
  STAFF_TTL_MS,
} from '../model/recovery.ts';
import type { Subject } from '../model/subject.ts';
import type { RecoveryDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { admitSend } from './admit-send.ts';
import { composeCode, findRecipient } from './compose-message.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { readQuestions } from './read-questions.ts';
import { codeContext, codeCounterKey } from './recovery-code.ts';

export interface StartRecovery {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly factor: RecoveryFactor;
}

type StartPorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'channels' | 'isUnlimited'>;

interface Prepared {
  readonly recovery: Recovery;
  readonly messages: readonly OutgoingMessage[];
}

/**
 * Opens the way to a new PIN for somebody who forgot the old one. A locked PIN can be recovered; a
 * suspended subject cannot. Each start replaces the one before it: only the newest code works.
 */
export async function startRecovery(
  ports: StartPorts,
  call: Call,
  command: StartRecovery,
): Promise<StartRecoveryOutcome> {
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const { tenant, id } = subject;
  const credential = await ports.store.readCredential({
    tenant,
    subject: id,
    purpose: command.purpose,
  });
  if (credential.verifier === null) return { outcome: 'not_set' };
  if (subject.suspendedAt !== null) return { outcome: 'factor_unavailable' };

  if (command.factor === 'one_time_code') {
    const counter = await ports.store.readCredential(codeCounterKey(tenant, id));
    const lockout = viewLockout(counter.lockout, call.tenant.policy, ports.clock.now());
    if (lockout.locked) return { outcome: 'locked', lockout };
    const recipient = findRecipient(subject, ports.channels);
    const limited = recipient ? await admitSend(ports, call, recipient, 'recovery_code') : null;
    if (limited !== null) return limited;
  }

  const { version } = credential.verifier;
  if (command.factor === 'security_questions') {
    return startWithQuestions(ports, call, { command, subject, version });
  }
  const prepared = await prepare(ports, call, { command, subject, version });
  return prepared === null ? { outcome: 'factor_unavailable' } : open(ports, call, prepared);
}

interface Starting {
  readonly command: StartRecovery;
  readonly subject: Subject;
  /** Of the verifier in force. */
  readonly version: number;
}

async function startWithQuestions(
  ports: StartPorts,
  call: Call,
  { command, subject, version }: Starting,
): Promise<StartRecoveryOutcome> {
  const asked = await readQuestions(ports, call, {
    ...{ subject: { id: subject.id }, purpose: command.purpose },
  });
  if (asked.outcome === 'unknown_subject') return asked;
  if (asked.questions === null) return { outcome: 'factor_unavailable' };
  if (asked.lockout.locked) return { outcome: 'locked', lockout: asked.lockout };
  const createdAt = ports.clock.now();
  const recovery: Recovery = {
    id: ports.random.id(),
    tenant: subject.tenant,
    subject: subject.id,
    purpose: command.purpose,
    factor: 'security_questions',
    version,
    state: 'open',
    codeDigest: null,
    triesLeft: 0,
    createdAt,
    expiresAt: createdAt + QUESTIONS_TTL_MS,
  };
  return open(ports, call, { recovery, messages: [] });
}

async function prepare(
  ports: StartPorts,
  call: Call,
  { command, subject, version }: Starting,
): Promise<Prepared | null> {
  const { factor, purpose } = command;
  const { tenant } = subject;
  const createdAt = ports.clock.now();
  const id = ports.random.id();
  const about = { id, tenant, subject: subject.id, purpose, factor, version };
  const base = { ...about, state: 'open', createdAt } as const;
  if (factor === 'staff') {
    const expiresAt = createdAt + STAFF_TTL_MS;
    return { recovery: { ...base, codeDigest: null, triesLeft: 0, expiresAt }, messages: [] };
  }
  const recipient = factor === 'one_time_code' && findRecipient(subject, ports.channels);
  if (!recipient) return null;
  const code = ports.random.digits(CODE_DIGITS);
  const codeDigest = await ports.sealer.digest(codeContext(tenant, id), code);
  const expiresAt = createdAt + CODE_TTL_MS;
  const recovery = { ...base, codeDigest, triesLeft: CODE_TRIES_MAX, expiresAt };
  const letter = { ...recipient, subject, code, createdAt, expiresAt };
  const template = 'recovery_code';
  return { recovery, messages: [await composeCode(ports, call, { ...letter, template })] };
}

function open(
  { store, random }: StartPorts,
  call: Call,
  { recovery, messages }: Prepared,
): Promise<StartRecoveryOutcome> {
  const { id, tenant, subject, purpose, factor, createdAt: at, expiresAt } = recovery;
  const outcome: StartRecoveryOutcome = { outcome: 'started', recovery: id, expiresAt };
  const fact = { action: 'recovery.start', outcome: 'started', subject, purpose, reason: factor };
  const data = { recovery: id, purpose, factor };
  return store.applyToRecovery(
    tenant,
    id,
    (): RecoveryDecision<StartRecoveryOutcome> => ({
      next: recovery,
      supersede: true,
      messages,
      audit: [auditEntry(call, at, fact)],
      events: [{ id: random.id(), type: 'recovery.started', tenant, subject, at, data }],
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      result: outcome,
    }),
  );
}
