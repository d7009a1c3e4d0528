/**
 * Where a request stands. Those that end in -ing wait in an open transaction for its commit; what
 * they wait for is decided, but not on disk.
 */
export const PHASES = [
  'waiting',
  'charging',
  'refusing',
  'charged',
  'proven',
  'settling',
  'denying',
  'unable',
  'refunding',
  'over',
  // Only the broken protocols know these.
  'owing',
  'counting',
] as const;

export type Phase = (typeof PHASES)[number];

/**
 * One request that shows a PIN. To the server an attacker's wrong PIN and the owner's are the same
 * thing, and so are right ones; the only difference is whether it is right.
 */
export interface Attempt {
  /** Whether it shows the PIN that is in force at the start. */
  readonly right: boolean;
  readonly phase: Phase;
  /** The node that works on it; 0 while none does, and when it is over. */
  readonly node: number;
  /** The ticket its node was told, or is about to be; 0 without one. */
  readonly ticket: number;
  /** Version of the verifier it is compared with. */
  readonly version: number;

  // What really happened, for the invariants. No node reads this.
  /** How many were let through before it, plus one; 0 while it was not. */
  readonly place: number;
  /** What the clock of its node showed at the charge; kept where a rolling limit is judged. */
  readonly clock: number;
  readonly compared: boolean;
  readonly refunded: boolean;
  /** Its charge found a timed lock whose end that clock had reached. */
  readonly lapsed: boolean;
  /** Its charge found a lock in force. */
  readonly sawLock: boolean;
}

export function newAttempt(right: boolean): Attempt {
  return {
    right,
    phase: 'waiting',
    node: 0,
    ticket: 0,
    version: 0,
    place: 0,
    clock: 0,
    compared: false,
    refunded: false,
    lapsed: false,
    sawLock: false,
  };
}

/** What is over is remembered only as far as an invariant asks for it. */
export function end(attempt: Attempt): Attempt {
  const { place, clock, compared, refunded, sawLock } = attempt;
  const kept = { place, clock: place === 0 ? 0 : clock, compared, refunded, sawLock };
  return { ...newAttempt(false), phase: 'over', ...kept };
}

export function isPending({ phase }: Attempt): boolean {
  return (
    phase === 'charging' ||
    phase === 'refusing' ||
    phase === 'settling' ||
    phase === 'denying' ||
    phase === 'refunding' ||
    phase === 'counting'
  );
}

/** Whether a crash of its node takes it along. */
export function isUnderWay({ phase }: Attempt): boolean {
  return phase !== 'waiting' && phase !== 'over';
}
