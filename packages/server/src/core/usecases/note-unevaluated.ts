import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { Ports } from '../ports/ports.ts';

export interface UnevaluatedAttempt {
  readonly subject: string;
  readonly purpose: string;
  readonly action: string;
  /** Why nothing was compared. */
  readonly reason: string;
}

/**
 * Records that somebody came with what could not be read as a PIN, where a wire answers as if it had
 * been wrong: the trail tells the two apart. Costs no attempt.
 */
export function noteUnevaluated(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { action, ...about }: UnevaluatedAttempt,
): Promise<void> {
  const entry = auditEntry(call, clock.now(), { action, outcome: 'not_evaluated', ...about });
  return store.record(call.tenant.id, { audit: [entry] });
}
