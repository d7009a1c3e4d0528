import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { DEFAULT_PURPOSE, isChangedSince } from '../model/credential.ts';
import type { OneTimeCode } from '../model/one-time-code.ts';
import type { ProveCodeOutcome } from '../model/outcome.ts';
import { passwordKey } from '../model/password.ts';
import { CODE_DIGITS, isCode, isOpenForProof, tryCode } from '../model/recovery.ts';
import type { CodeDecision } from '../ports/message-store.ts';
import type { Ports } from '../ports/ports.ts';
import { countCode } from './recovery-code.ts';
import { codeDigestContext } from './send-code.ts';

type ProvePorts = Pick<Ports, 'store' | 'sealer' | 'clock'>;

export interface ProveCode {
  readonly id: string;
  readonly use: string;
  readonly code: string;
}

/**
 * Checks a one-time code. Costs one of its five tries and, where we know whose it is, one guess of
 * that person's budget for codes, charged in a transaction of its own before the code is looked at.
 * Right once; `closed` for what is used, over, replaced by a newer one, or for another use. Throws
 * `request_malformed`, free of charge, for anything but six digits.
 */
export async function proveCode(
  ports: ProvePorts,
  call: Call,
  { id, use, code }: ProveCode,
): Promise<ProveCodeOutcome> {
  requireCode(code);
  const tenant = call.tenant.id;
  const record = await ports.store.readCode(tenant, id);
  if (record === null || record.use !== use) return { outcome: 'closed' };
  if (!isOpenForProof(record, ports.clock.now()) || record.triesLeft === 0) {
    return { outcome: 'closed' };
  }
  if (await isOutdated(ports, record)) return { outcome: 'closed' };
  return tryOnce(ports, call, record, code);
}

/** What is no code is no guess either. */
function requireCode(code: string): void {
  if (isCode(code)) return;
  throw new Fault('request_malformed', `The code has to be ${CODE_DIGITS} digits, as a string.`);
}

/**
 * A code sent before its owner was suspended, or before their PIN or password was replaced, proves
 * nothing any more: what it was to put right was put right, maybe from whoever asked for it.
 */
async function isOutdated(
  { store }: ProvePorts,
  { tenant, subject, createdAt }: OneTimeCode,
): Promise<boolean> {
  if (subject === null) return false;
  const owner = await store.readSubject(tenant, subject);
  if (owner === null || owner.suspendedAt !== null) return true;
  const pin = await store.readCredential({ tenant, subject, purpose: DEFAULT_PURPOSE });
  const password = await store.readCredential(passwordKey({ tenant, subject }));
  return isChangedSince(pin, createdAt) || isChangedSince(password, createdAt);
}

async function tryOnce(
  ports: ProvePorts,
  call: Call,
  record: OneTimeCode,
  code: string,
): Promise<ProveCodeOutcome> {
  const { tenant, subject, id } = record;
  const charge = subject === null ? null : await countCode(ports, call, subject, 'charge');
  if (charge?.refused) return { outcome: 'locked', lockout: charge.lockout };
  const digest = await ports.sealer.digest(codeDigestContext(tenant, record), code);
  const outcome = await ports.store.applyToCode(
    tenant,
    id,
    (current): CodeDecision<ProveCodeOutcome> => {
      const at = ports.clock.now();
      const open = current !== null && isOpenForProof(current, at) && current.triesLeft > 0;
      if (!open) return { result: { outcome: 'closed' } };
      const { next, right } = tryCode(current, digest, at);
      const result: ProveCodeOutcome = right
        ? { outcome: 'proven', subject, recipient: { channel: next.channel, to: next.to } }
        : { outcome: 'wrong', triesRemaining: next.triesLeft };
      const fact = { action: 'code.prove', outcome: result.outcome, reason: next.use };
      const about = subject === null ? fact : { ...fact, subject };
      return { next, audit: [auditEntry(call, at, about)], result };
    },
  );
  if (charge === null || subject === null) return outcome;
  const { ticket } = charge;
  if (outcome.outcome === 'proven') await countCode(ports, call, subject, { forgive: ticket });
  // Of two at once the second finds it over: nothing was compared.
  if (outcome.outcome === 'closed') await countCode(ports, call, subject, { refund: ticket });
  return outcome;
}

/** Guesses nobody can be charged for: at codes that are found by their digits alone. */
export interface ProveFoundCode {
  readonly use: string;
  readonly code: string;
  /** Whose it is, where the caller shows that: then it is that person's newest that is tried. */
  readonly subject?: string;
}

/**
 * The same for a code that comes without its id. Found by its digits alone, guesses are limited at
 * the door and not here; where its owner is known they are charged and counted as any other's.
 */
export async function proveFoundCode(
  ports: ProvePorts,
  call: Call,
  { use, code, subject }: ProveFoundCode,
): Promise<ProveCodeOutcome> {
  requireCode(code);
  const tenant = call.tenant.id;
  const record =
    subject === undefined
      ? await findByDigits(ports, tenant, use, code)
      : await ports.store.findCodeOf(tenant, use, subject);
  if (record === null) return { outcome: 'closed' };
  return proveCode(ports, call, { id: record.id, use, code });
}

async function findByDigits(
  { store, sealer }: ProvePorts,
  tenant: string,
  use: string,
  code: string,
): Promise<OneTimeCode | null> {
  const context = codeDigestContext(tenant, { id: '', use, findable: true });
  return store.findCode(tenant, use, await sealer.digest(context, code));
}
