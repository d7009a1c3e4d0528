import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import { type LockoutEvent, reduceLockout } from '../model/lockout.ts';
import { type LockoutView, viewLockout } from '../model/lockout-view.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealContext } from '../ports/sealer.ts';

/** What the digest of a recovery's code is bound to: a code of one recovery proves no other. */
export function codeContext(tenant: string, recovery: string): SealContext {
  return { tenant, label: 'recovery-code', binding: [recovery] };
}

/**
 * Guesses at codes are counted by the same reducer as guesses at PINs, on a counter of their own,
 * so that starting over and over does not buy unlimited tries. The colon keeps the name apart from
 * every purpose a caller can choose.
 */
export function codeCounterKey(tenant: string, subject: string): CredentialKey {
  return { tenant, subject, purpose: 'recovery:one_time_code' };
}

export interface CountedCode {
  /** The budget is used up; nothing was charged. */
  readonly refused: boolean;
  readonly ticket: number;
  readonly lockout: LockoutView;
}

/**
 * Charges a guess at one of a subject's codes, forgives the charge of one that was right, or gives
 * back one for a code that was not looked at.
 */
export function countCode(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenant }: Call,
  subject: string,
  what: 'charge' | { readonly forgive: number } | { readonly refund: number },
): Promise<CountedCode> {
  const { policy } = tenant;
  const event = eventOf(what);
  return store.applyToCredential(codeCounterKey(tenant.id, subject), (current) => {
    const now = clock.now();
    const lockout = reduceLockout(current.lockout, event, policy, now);
    const refused = lockout.tickets === current.lockout.tickets;
    const result = { refused, ticket: lockout.tickets, lockout: viewLockout(lockout, policy, now) };
    return { next: { ...current, lockout }, result };
  });
}

function eventOf(what: Parameters<typeof countCode>[3]): LockoutEvent {
  if (what === 'charge') return { type: 'charged' };
  return 'forgive' in what
    ? { type: 'succeeded', ticket: what.forgive }
    : { type: 'refunded', ticket: what.refund };
}
