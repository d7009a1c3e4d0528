import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface AdmitCounters {
  readonly subject: string;
  readonly purpose: string;
  /** What is being done, in the word of the audit trail. */
  readonly action: string;
  /** Which counter: what it counts, and the client whose it is. */
  readonly counter: { readonly kind: string; readonly id: string };
  /** At least one; unsigned 64-bit numbers, their order among each other does not matter. */
  readonly values: readonly bigint[];
}

/**
 * Guards against messages that were sent before: admits values that are all above every value
 * admitted so far, and from then on only larger ones. Of two calls with the same value one is
 * admitted. Committed before this answers, and whatever comes after: a message is good for one try,
 * also when its PIN is wrong, or a captured one could be replayed until its owner is locked out.
 */
export function admitCounters(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  command: AdmitCounters,
): Promise<boolean> {
  const { subject, purpose, action, counter, values } = command;
  // Ids of counters are unique per wire only.
  const kind = `${call.dialect}:${counter.kind}`;
  const key = { tenant: call.tenant.id, subject, kind, id: counter.id };
  return store.applyToMark(key, (mark): Decision<bigint, boolean> => {
    if (values.every((value) => value > mark)) {
      return { next: values.reduce((a, b) => (a > b ? a : b), mark), result: true };
    }
    const reason = 'sent before, or out of order';
    const fact = { action, outcome: 'not_evaluated', subject, purpose, reason };
    return { audit: [auditEntry(call, clock.now(), fact)], result: false };
  });
}
