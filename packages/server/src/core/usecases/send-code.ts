import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import { viewLockout } from '../model/lockout-view.ts';
import type { CodeTemplate, MessageChannel, Recipient } from '../model/message.ts';
import type { OneTimeCode } from '../model/one-time-code.ts';
import type { SendCodeOutcome } from '../model/outcome.ts';
import { CODE_DIGITS, CODE_TRIES_MAX, CODE_TTL_MS } from '../model/recovery.ts';
import type { Subject } from '../model/subject.ts';
import type { CodeDecision } from '../ports/message-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealContext } from '../ports/sealer.ts';
import { admitSend } from './admit-send.ts';
import { composeCode, findRecipient } from './compose-message.ts';
import { codeCounterKey } from './recovery-code.ts';

export interface SendCode {
  /** Who is to prove something; `null` with a recipient: somebody we do not know yet. */
  readonly subject: Subject | null;
  /** Where it goes; where the subject is reached when absent. */
  readonly recipient?: Recipient;
  readonly preferred?: MessageChannel;
  /** What it is for, in the words of the wire. */
  readonly use: string;
  readonly template: CodeTemplate;
  /** The wire sends the code back alone, without saying whose it is. */
  readonly findable?: true;
  /**
   * For callers who may not know whether somebody is there: who can be sent nothing is counted, and
   * costs, as if a code were on its way.
   */
  readonly evenly?: true;
}

type SendPorts = Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'channels' | 'isUnlimited'>;

/** A live code is like another one by chance; ten in a row are no chance. */
const DRAWS_MAX = 10;

/**
 * Sends six random digits, and remembers only a keyed digest of them. Each use and recipient has one
 * live code: a new one ends those before it. A person whose guesses at codes are used up gets none.
 */
export async function sendCode(
  ports: SendPorts,
  call: Call,
  command: SendCode,
): Promise<SendCodeOutcome> {
  const { subject, template, preferred } = command;
  const recipient =
    command.recipient ?? (subject && findRecipient(subject, ports.channels, preferred));
  const refusal = await findRefusal(ports, call, subject, recipient ?? null);
  if (refusal !== null && !command.evenly) return refusal;
  const nobody = { channel: 'email', to: `nobody:${ports.random.uuid()}` } as const;
  const limited = await admitSend(ports, call, recipient ?? nobody, template);
  if (limited !== null) return limited;
  if (refusal !== null || !recipient) {
    await spendTheSame(ports, call, { ...command, recipient: nobody });
    return refusal ?? UNREACHABLE;
  }

  const createdAt = ports.clock.now();
  const expiresAt = createdAt + CODE_TTL_MS;
  const times = { createdAt, expiresAt };
  const { record, code } = await draw(ports, call, { ...command, recipient }, times);
  const letter = { ...recipient, ...times, template, subject, code };
  const message = await composeCode(ports, call, letter);
  const fact = { action: 'code.send', outcome: 'sent', reason: command.use };
  const about = subject === null ? fact : { ...fact, subject: subject.id };
  await ports.store.applyToCode(
    call.tenant.id,
    record.id,
    (): CodeDecision<void> => ({
      next: record,
      supersede: true,
      messages: [message],
      audit: [auditEntry(call, createdAt, about)],
      result: undefined,
    }),
  );
  return { outcome: 'sent', id: record.id, recipient, expiresAt, code };
}

const UNREACHABLE = { outcome: 'unreachable' } as const;

/** Why nothing can be sent, limits aside. */
async function findRefusal(
  { store, clock, channels }: SendPorts,
  call: Call,
  subject: Subject | null,
  recipient: Recipient | null,
): Promise<Extract<SendCodeOutcome, { outcome: 'unreachable' | 'locked' }> | null> {
  const isReached = recipient !== null && channels.includes(recipient.channel);
  if (!isReached || subject?.suspendedAt) return UNREACHABLE;
  if (subject === null) return null;
  const counter = await store.readCredential(codeCounterKey(subject.tenant, subject.id));
  const lockout = viewLockout(counter.lockout, call.tenant.policy, clock.now());
  return lockout.locked ? { outcome: 'locked', lockout } : null;
}

/** A code and a message for nobody, made and forgotten; the trail says that they were asked for. */
async function spendTheSame(
  ports: SendPorts,
  call: Call,
  command: SendCode & { readonly recipient: Recipient },
): Promise<void> {
  const createdAt = ports.clock.now();
  const times = { createdAt, expiresAt: createdAt + CODE_TTL_MS };
  const { recipient, template, use } = command;
  const { code } = await draw(ports, call, command, times);
  await composeCode(ports, call, { ...recipient, ...times, template, subject: null, code });
  const about = command.subject === null ? {} : { subject: command.subject.id };
  const fact = { action: 'code.send', outcome: 'unreachable', reason: use, ...about };
  await ports.store.record(call.tenant.id, { audit: [auditEntry(call, createdAt, fact)] });
}

/** What a code's digest is bound to: its use, and itself unless it has to be found by its digits. */
export function codeDigestContext(
  tenant: string,
  { id, use, findable }: Pick<OneTimeCode, 'id' | 'use' | 'findable'>,
): SealContext {
  const binding = findable ? [use] : [use, id];
  return { tenant, label: findable ? 'findable-code' : 'one-time-code', binding };
}

async function draw(
  { store, sealer, random }: SendPorts,
  call: Call,
  { subject, recipient, use, ...command }: SendCode & { readonly recipient: Recipient },
  times: { readonly createdAt: Instant; readonly expiresAt: Instant },
): Promise<{ readonly record: OneTimeCode; readonly code: string }> {
  const tenant = call.tenant.id;
  const id = random.uuid();
  const findable = command.findable ?? false;
  for (let draws = 1; ; draws += 1) {
    const code = random.digits(CODE_DIGITS);
    const codeDigest = await sealer.digest(codeDigestContext(tenant, { id, use, findable }), code);
    const taken = findable && (await store.findCode(tenant, use, codeDigest)) !== null;
    if (taken && draws < DRAWS_MAX) continue;
    const about = { id, tenant, use, findable, subject: subject?.id ?? null };
    const state = { state: 'open', triesLeft: CODE_TRIES_MAX } as const;
    return { record: { ...about, ...recipient, codeDigest, ...state, ...times }, code };
  }
}
