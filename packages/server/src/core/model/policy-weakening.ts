import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './instant.ts';
import type { Policy } from './policy.ts';

type Rules = { readonly [K in keyof Policy]: (before: Policy[K], after: Policy[K]) => Weakening };

/** A sentence without its full stop for each way in which it is weaker. */
type Weakening = readonly (string | false)[];

/** A part that is added to a policy does not compile until it is said here what makes it weaker. */
const RULES: Rules = {
  minLength: (before, after) => [after < before && `PINs may be ${after} digits short`],
  // Who wanted a long PIN has to take a shorter one.
  maxLength: (before, after) => [
    after < before && `PINs of more than ${after} digits are no longer allowed`,
  ],
  blocklist: (before, after) => [
    before && !after && 'popular PINs and simple patterns are no longer refused',
  ],
  history: (before, after) => [
    after < before &&
      (after === 0
        ? 'earlier PINs may come back at once'
        : `an earlier PIN may come back after ${after} others, not only after ${before}`),
  ],
  maxAgeDays: (before, after) => [
    (after ?? Infinity) > (before ?? Infinity) &&
      (after === null
        ? 'PINs no longer have to be changed after a time'
        : `PINs have to be changed after ${after} days only, not after ${before}`),
  ],
  attemptsMax: (before, after) => [
    after > before && `${after} guesses are granted before a lock, not ${before}`,
  ],
  lockDurationsMs: (before, after) => shorterLocks(before, after),
  failuresMax: (before, after) => [
    after > before && `a PIN is closed for good after ${after} failures only, not after ${before}`,
  ],
  rolling: (before, after) => {
    if (before === null) return [];
    if (after === null) return ['there is no longer a limit of guesses in a stretch of time'];
    return [
      after.attemptsMax > before.attemptsMax &&
        `${after.attemptsMax} guesses are granted in a stretch of time, not ${before.attemptsMax}`,
      after.windowMs < before.windowMs &&
        `guesses count for ${time(after.windowMs)} only, not for ${time(before.windowMs)}`,
    ];
  },
  lockExtension: (before, after) => {
    if (before === null) return [];
    if (after === null) return ['tries while locked no longer make the lock longer'];
    return [
      after.byMs < before.byMs &&
        `a try while locked holds the lock for ${time(after.byMs)}, not for ${time(before.byMs)}`,
      after.maxMs < before.maxMs &&
        `tries while locked hold it for ${time(after.maxMs)} at most, not ${time(before.maxMs)}`,
    ];
  },
  questionsMin: (before, after) => [
    after < before && `${after} security questions are enough, not ${before}`,
  ],
  knownDevicesMax: (before, after) => [
    after > before && `${after} known devices have guesses of their own, not ${before}`,
  ],
  spraying: (before, after) => {
    if (before === null) return [];
    if (after === null) return ['guessing at many people is no longer watched for'];
    return [
      after.wrongMax > before.wrongMax &&
        `${after.wrongMax} wrong PINs in five minutes are nothing unusual, not ${before.wrongMax}`,
      after.timesUsual > before.timesUsual &&
        `${after.timesUsual} times the usual wrong PINs pass, not ${before.timesUsual}`,
      after.samePinMax > before.samePinMax &&
        `one PIN may be tried on ${after.samePinMax} people, not on ${before.samePinMax}`,
      after.brakeMs < before.brakeMs &&
        (after.brakeMs === 0
          ? 'guessing at many people is told of and no longer slowed down'
          : `guesses are slowed down for ${time(after.brakeMs)}, not for ${time(before.brakeMs)}`),
    ];
  },
};

/**
 * Each way in which one policy is weaker than the one before it, in plain words; empty for a change
 * that weakens nothing. What is stronger elsewhere makes up for nothing.
 */
export function weakenings(before: Policy, after: Policy): string[] {
  return (Object.keys(RULES) as (keyof Policy)[])
    .flatMap((part) => judge(part, before, after))
    .concat(lostExtension(before, after))
    .filter((each) => each !== false);
}

/** Beside a limit over time, it is that limit's locks that tries make longer, and no others. */
function lostExtension(before: Policy, after: Policy): Weakening {
  const isLost = before.rolling === null && after.rolling !== null && after.lockExtension !== null;
  return [
    isLost &&
      before.lockExtension !== null &&
      'tries while the guesses between two locks are used up no longer make the lock longer',
  ];
}

function judge<K extends keyof Policy>(part: K, before: Policy, after: Policy): Weakening {
  return RULES[part](before[part], after[part]);
}

/** Compares the two step by step: of each, the last one repeats. */
function shorterLocks(before: readonly number[], after: readonly number[]): Weakening {
  const steps = Math.max(before.length, after.length);
  const lengthOf = (locks: readonly number[], step: number) =>
    locks.at(Math.min(step, locks.length - 1)) ?? 0;
  for (let step = 0; step < steps; step += 1) {
    const [old, now] = [lengthOf(before, step), lengthOf(after, step)];
    if (now < old) return [`lock ${step + 1} lasts ${time(now)}, not ${time(old)}`];
  }
  return [];
}

const UNITS: readonly (readonly [number, string])[] = [
  [DAY_MS, 'day'],
  [HOUR_MS, 'hour'],
  [MINUTE_MS, 'minute'],
  [SECOND_MS, 'second'],
];

function time(ms: number): string {
  const [unit, name] = UNITS.find(([each]) => ms >= each && ms % each === 0) ?? [1, 'millisecond'];
  const count = ms / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
