import { DAY_MS, HOUR_MS, MINUTE_MS } from './instant.ts';
import { DEFAULT_SPRAYING, type SprayingRule } from './spraying.ts';

/** Facts about the person that must not become their PIN. Used for one judgement, never stored. */
export interface PersonalData {
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** Any spelling; only its digits count. */
  readonly phone?: string;
  /** National id, passport or member number; only its digits count. */
  readonly id?: string;
}

/** The rule that refused a new PIN. Names are part of the public API: never rename one. */
export const POLICY_RULES = [
  'format',
  'length',
  'repeated',
  'sequence',
  'year',
  'date',
  'keypad',
  'common',
  'personal',
  'same_as_current',
  'history',
] as const;

export type PolicyRule = (typeof POLICY_RULES)[number];

/** A limit that no success resets: nobody guesses slowly between a person's own logins. */
export interface RollingLimit {
  /** Attempts not proven right, in any stretch of time of this length. */
  readonly attemptsMax: number;
  readonly windowMs: number;
}

/** Whoever goes on trying while locked, by the rolling limit where there is one, waits longer. */
export interface LockExtension {
  /** A refused try moves the end of the lock to at least this long after itself. */
  readonly byMs: number;
  /** But never further than this from where the lock began. */
  readonly maxMs: number;
}

/** What a tenant demands of PINs, and how many guesses it grants. Applies in every dialect. */
export interface Policy {
  readonly minLength: number;
  readonly maxLength: number;
  /** Refuse popular PINs and the pattern families. */
  readonly blocklist: boolean;
  /** How many earlier PINs, the current one aside, may not come back. */
  readonly history: number;
  /** Age in days after which a PIN must be changed at its next use; `null`: never. */
  readonly maxAgeDays: number | null;
  /** Guesses between two locks. */
  readonly attemptsMax: number;
  /** Length of the first, second, ... timed lock; the last one repeats. */
  readonly lockDurationsMs: readonly number[];
  /** Consecutive failures after which only a reset or a recovery helps. */
  readonly failuresMax: number;
  readonly rolling: RollingLimit | null;
  readonly lockExtension: LockExtension | null;
  /** Security questions a person sets at least. */
  readonly questionsMin: number;
  /** Devices that proved a PIN before and have a guess budget of their own; 0: there are none. */
  readonly knownDevicesMax: number;
  /** What is taken for guessing at many people; `null`: nothing is. */
  readonly spraying: SprayingRule | null;
}

/** What a wire demands on top: each part counts where it is stricter than the tenant's own. */
export type PolicyDemands = Partial<
  Pick<
    Policy,
    'minLength' | 'maxLength' | 'attemptsMax' | 'lockDurationsMs' | 'rolling' | 'lockExtension'
  >
>;

/** The stricter of the two in every part: a wire can narrow what a tenant grants, never widen it. */
export function tightenPolicy(policy: Policy, demands: PolicyDemands): Policy {
  const { minLength = 0, maxLength = Infinity, attemptsMax = Infinity } = demands;
  const { lockDurationsMs: locks = [] } = demands;
  const steps = Math.max(policy.lockDurationsMs.length, locks.length);
  const longer = (step: number) =>
    Math.max(
      policy.lockDurationsMs.at(Math.min(step, policy.lockDurationsMs.length - 1)) ?? 0,
      locks.at(Math.min(step, locks.length - 1)) ?? 0,
    );
  return {
    ...policy,
    minLength: Math.max(policy.minLength, minLength),
    maxLength: Math.min(policy.maxLength, maxLength),
    attemptsMax: Math.min(policy.attemptsMax, attemptsMax),
    lockDurationsMs: Array.from({ length: steps }, (_none, step) => longer(step)),
    rolling: stricterOf(policy.rolling, demands.rolling, (a, b) => ({
      attemptsMax: Math.min(a.attemptsMax, b.attemptsMax),
      windowMs: Math.max(a.windowMs, b.windowMs),
    })),
    lockExtension: stricterOf(policy.lockExtension, demands.lockExtension, (a, b) => ({
      byMs: Math.max(a.byMs, b.byMs),
      maxMs: Math.max(a.maxMs, b.maxMs),
    })),
  };
}

function stricterOf<T>(
  own: T | null,
  demanded: T | null | undefined,
  both: (own: T, demanded: T) => T,
): T | null {
  if (own === null || demanded === null || demanded === undefined) return own ?? demanded ?? null;
  return both(own, demanded);
}

/** No tenant may let more devices have budgets of their own, whatever its policy says. */
export const KNOWN_DEVICES_CAP = 10;

/** No tenant may grant more consecutive failures than this, whatever its policy says. */
export const FAILURES_HARD_CAP = 100;

export const DEFAULT_POLICY: Policy = {
  minLength: 4,
  maxLength: 12,
  blocklist: true,
  history: 5,
  maxAgeDays: null,
  attemptsMax: 5,
  lockDurationsMs: [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, DAY_MS],
  failuresMax: FAILURES_HARD_CAP,
  rolling: null,
  lockExtension: null,
  questionsMin: 2,
  knownDevicesMax: 5,
  spraying: DEFAULT_SPRAYING,
};
