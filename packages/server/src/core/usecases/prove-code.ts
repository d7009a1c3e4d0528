import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { OneTimeCode } from '../model/one-time-code.ts';
import type { ProveCodeOutcome } from '../model/outcome.ts';
import { CODE_DIGITS, isOpenForProof, tryCode } from '../model/recovery.ts';
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

const CODE = new RegExp(`^[0-9]{${CODE_DIGITS}}$`);

export function isWellFormedCode(code: string): boolean {
  return CODE.test(code);
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
  if (!isWellFormedCode(code)) {
    throw new Fault('request_malformed', `The code has to be ${CODE_DIGITS} digits, as a string.`);
  }
  const tenant = call.tenant.id;
  const record = await ports.store.readCode(tenant, id);
  if (record === null || record.use !== use) return { outcome: 'closed' };
  if (!isOpenForProof(record, ports.clock.now()) || record.triesLeft === 0) {
    return { outcome: 'closed' };
  }
  // A code sent before somebody was suspended proves nothing any more.
  const owner = record.subject && (await ports.store.readSubject(tenant, record.subject));
  if (owner && owner.suspendedAt !== null) return { outcome: 'closed' };
  return tryOnce(ports, call, record, code);
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
  /** Whose it has to be, where the caller shows that: of anybody else it is not even tried. */
  readonly subject?: string;
}

/**
 * The same for a code that comes without a name. Who guesses among all live codes is limited at the
 * door, not here; what is found is tried as any other code.
 */
export async function proveFoundCode(
  ports: ProvePorts,
  call: Call,
  { use, code, subject }: ProveFoundCode,
): Promise<ProveCodeOutcome> {
  if (!isWellFormedCode(code)) {
    throw new Fault('request_malformed', `The code has to be ${CODE_DIGITS} digits, as a string.`);
  }
  const tenant = call.tenant.id;
  const context = codeDigestContext(tenant, { id: '', use, findable: true });
  const record = await ports.store.findCode(tenant, use, await ports.sealer.digest(context, code));
  if (record === null) return { outcome: 'closed' };
  if (subject !== undefined && record.subject !== subject) return { outcome: 'closed' };
  return proveCode(ports, call, { id: record.id, use, code });
}
