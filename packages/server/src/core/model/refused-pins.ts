import type { Blocklist } from './blocklist.ts';
import { judgePin } from './judge-pin.ts';
import type { Policy, PolicyRule } from './policy.ts';

export interface RefusedByRule {
  readonly rule: PolicyRule;
  /** Part of all PINs of the length that this rule, as the first that fits, refuses. */
  readonly share: number;
  readonly examples: readonly string[];
}

export interface RefusedPins {
  /** Digits of the PINs that were judged: as few as the policy allows. */
  readonly length: number;
  /** Part of all PINs of that length that are refused. */
  readonly share: number;
  /** The rule that refuses most first. */
  readonly rules: readonly RefusedByRule[];
}

/** Every four-digit PIN there is; of longer ones as many, so that no call waits for this one. */
const JUDGED_MAX = 10_000;
const EXAMPLES = 4;

/**
 * What a policy refuses of the shortest PINs it allows. Exact for four digits; for more, an estimate
 * from PINs that are spread evenly over all of them, the same ones at every asking.
 */
export function refusedPins(policy: Policy, blocklist: Blocklist): RefusedPins {
  const length = policy.minLength;
  const found = new Map<PolicyRule, string[]>();
  let judged = 0;
  for (const pin of spread(length)) {
    judged += 1;
    const rule = judgePin(pin, policy, blocklist);
    if (rule === null) continue;
    const pins = found.get(rule) ?? [];
    pins.push(pin);
    found.set(rule, pins);
  }
  const rules = [...found].map(([rule, pins]) => ({
    rule,
    share: pins.length / judged,
    examples: examplesOf(pins),
  }));
  return {
    length,
    share: rules.reduce((sum, { share }) => sum + share, 0),
    rules: rules.toSorted((one, other) => other.share - one.share),
  };
}

/** Steps by the golden section through all numbers of a length: evenly, and in every digit. */
function* spread(length: number): Generator<string> {
  const all = 10 ** length;
  const step = Math.floor(all * 0.618_033_988_749 * 0.1) * 10 + 3;
  const count = Math.min(all, JUDGED_MAX);
  for (let nth = 0, value = 0; nth < count; nth += 1) {
    yield String(value).padStart(length, '0');
    value = (value + step) % all;
  }
}

/** Some from all over, in the order of their digits. */
function examplesOf(pins: readonly string[]): readonly string[] {
  const sorted = pins.toSorted();
  const places = Array.from({ length: EXAMPLES }, (_none, nth) =>
    Math.floor(((nth + 0.5) * sorted.length) / EXAMPLES),
  );
  return [...new Set(places.map((place) => sorted[place] ?? ''))];
}
