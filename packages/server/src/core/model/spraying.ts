import { type Instant, MINUTE_MS } from './instant.ts';

/** When wrong PINs over many people are taken for guessing, and what is done about it. */
export interface SprayingRule {
  /** Wrong PINs of a tenant in five minutes that are nothing unusual anywhere. */
  readonly wrongMax: number;
  /** How many times as many as usual for the tenant are too many. */
  readonly timesUsual: number;
  /** People at whom one and the same wrong PIN may be tried within an hour or two. */
  readonly samePinMax: number;
  /** How long the brake lasts after the last sign of it; 0: tell of it, and refuse nobody. */
  readonly brakeMs: number;
}

export const DEFAULT_SPRAYING: SprayingRule = {
  wrongMax: 100,
  timesUsual: 10,
  samePinMax: 20,
  brakeMs: 15 * MINUTE_MS,
};

/** Why a brake began. */
export type SprayingReason = 'many_wrong' | 'same_pin';

/** Guesses of strangers are let through slowly, until an instant. */
export interface Brake {
  readonly since: Instant;
  readonly until: Instant;
  readonly reason: SprayingReason;
}

/** What is known about the wrong PINs of a tenant; shared by all nodes. */
export interface GuessCounts {
  /** Wrong PINs and refused guesses of the latest minutes, by minute, oldest first. */
  readonly recent: readonly MinuteCount[];
  /** Up to which minute the usual number was learnt. */
  readonly learntTo: Instant | null;
  /** Decayed sum of wrong PINs a minute, and the weight it has gathered by now. */
  readonly usualSum: number;
  readonly usualWeight: number;
  readonly brake: Brake | null;
}

export interface MinuteCount {
  readonly at: Instant;
  readonly wrong: number;
  readonly refused: number;
}

export const NO_GUESSES: GuessCounts = {
  recent: [],
  learntTo: null,
  usualSum: 0,
  usualWeight: 0,
  brake: null,
};

/** What a node saw since it last told. */
export interface SeenGuesses {
  readonly wrong: number;
  /** Guesses that the brake refused: whoever goes on trying holds it. */
  readonly refused: number;
  readonly samePin: boolean;
}

const WINDOW_MINUTES = 5;
/** Every minute, what was usual before loses this part: half of it is forgotten in 17 hours. */
const DECAY = 1 / (24 * 60);
/** Weight after an hour. Before that nobody knows what is usual, and numbers alone trip nothing. */
const KNOWN_WEIGHT = 1 - (1 - DECAY) ** 60;

/**
 * Takes note of what a node saw. A brake begins when there are more wrong PINs in five minutes than `wrongMax`
 * and more than `timesUsual` times the usual, or when one PIN was tried on too many people; it is
 * held by every further sign and ends by itself. Minutes under a brake teach nothing about what is usual.
 */
export function countGuesses(
  counts: GuessCounts,
  seen: SeenGuesses,
  rule: SprayingRule,
  now: Instant,
): GuessCounts {
  const learnt = learn(counts, now);
  const recent = addTo(learnt.recent, seen, now);
  const sign = signOf({ ...learnt, recent }, seen, rule);
  return { ...learnt, recent, brake: brakeOf(learnt.brake, sign, rule, now) };
}

/** Staff know better: the brake ends, and what was counted so far is no sign any more. */
export function endBrake(counts: GuessCounts, now: Instant): GuessCounts {
  return { ...learn(counts, now), recent: [], brake: null };
}

/** The brake in force at an instant. */
export function brakeInForce({ brake }: GuessCounts, now: Instant): Brake | null {
  return brake !== null && now < brake.until ? brake : null;
}

/** Wrong PINs, and guesses refused by the brake, of the five minutes before an instant. */
export function seenLately(
  { recent }: Pick<GuessCounts, 'recent'>,
  now: Instant,
): Omit<MinuteCount, 'at'> {
  const since = minuteOf(now) - (WINDOW_MINUTES - 1) * MINUTE_MS;
  const latest = recent.filter(({ at }) => at >= since);
  return {
    wrong: latest.reduce((sum, { wrong }) => sum + wrong, 0),
    refused: latest.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** Wrong PINs in five minutes as they are usual for this tenant; 0 where nothing was learnt. */
export function usualWrong({ usualSum, usualWeight }: GuessCounts): number {
  return usualWeight === 0 ? 0 : (WINDOW_MINUTES * usualSum) / usualWeight;
}

/** Wrong guesses of strangers that are let through in five minutes while the brake is on. */
export function letThrough(counts: GuessCounts, { wrongMax }: SprayingRule): number {
  return Math.max(wrongMax, Math.ceil(2 * usualWrong(counts)));
}

function signOf(
  counts: GuessCounts,
  { samePin }: SeenGuesses,
  { wrongMax, timesUsual }: SprayingRule,
): SprayingReason | null {
  if (samePin) return 'same_pin';
  const newest = counts.recent.at(-1);
  if (newest === undefined || counts.usualWeight < KNOWN_WEIGHT) return null;
  const most = Math.max(wrongMax, timesUsual * usualWrong(counts));
  const { wrong, refused } = seenLately(counts, newest.at);
  return wrong + refused > most ? 'many_wrong' : null;
}

function brakeOf(
  brake: Brake | null,
  sign: SprayingReason | null,
  { brakeMs }: SprayingRule,
  now: Instant,
): Brake | null {
  const inForce = brake !== null && now < brake.until ? brake : null;
  if (sign === null) return inForce;
  // One that refuses nobody still has a length, or every further sign would be told of anew.
  const until = now + (brakeMs === 0 ? DEFAULT_SPRAYING.brakeMs : brakeMs);
  if (inForce === null) return { since: now, until, reason: sign };
  return { ...inForce, until: Math.max(inForce.until, until) };
}

/** Takes minutes that are out of the window into what is usual, unless a brake was on. */
function learn(counts: GuessCounts, now: Instant): GuessCounts {
  const from = minuteOf(now) - (WINDOW_MINUTES - 1) * MINUTE_MS;
  const learntTo = counts.learntTo ?? minuteOf(now);
  if (from <= learntTo) return { ...counts, learntTo };
  const recent = counts.recent.filter(({ at }) => at >= from);
  if (counts.brake !== null && learntTo < counts.brake.until) {
    return { ...counts, recent, learntTo: Math.max(learntTo, Math.min(from, counts.brake.until)) };
  }
  const left = (1 - DECAY) ** ((from - learntTo) / MINUTE_MS);
  const usualWeight = 1 - (1 - counts.usualWeight) * left;
  const usualSum = counts.recent
    .filter(({ at }) => at < from && at >= learntTo)
    .reduce(
      (sum, { at, wrong }) => sum + wrong * DECAY * (1 - DECAY) ** ((from - at) / MINUTE_MS - 1),
      counts.usualSum * left,
    );
  return { ...counts, recent, learntTo: from, usualSum, usualWeight };
}

/** A clock that went back adds to the newest minute there is. */
function addTo(
  recent: readonly MinuteCount[],
  { wrong, refused }: SeenGuesses,
  now: Instant,
): readonly MinuteCount[] {
  if (wrong + refused === 0) return recent;
  const newest = recent.at(-1);
  const at = Math.max(minuteOf(now), newest?.at ?? 0);
  if (newest?.at !== at) return [...recent, { at, wrong, refused }];
  const sum = { at, wrong: newest.wrong + wrong, refused: newest.refused + refused };
  return [...recent.slice(0, -1), sum];
}

function minuteOf(now: Instant): Instant {
  return now - (now % MINUTE_MS);
}
