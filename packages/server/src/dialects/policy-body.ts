import { SECOND_MS } from '../core/model/instant.ts';
import type { Policy } from '../core/model/policy.ts';

/** A policy as our own APIs show it: lengths of time in whole seconds. */
export function policyBody({ lockDurationsMs, rolling, lockExtension, ...policy }: Policy) {
  return {
    ...policy,
    lockDurationsSeconds: lockDurationsMs.map(toSeconds),
    rolling: rolling && {
      attemptsMax: rolling.attemptsMax,
      windowSeconds: toSeconds(rolling.windowMs),
    },
    lockExtension: lockExtension && {
      bySeconds: toSeconds(lockExtension.byMs),
      maxSeconds: toSeconds(lockExtension.maxMs),
    },
  };
}

function toSeconds(ms: number): number {
  return ms / SECOND_MS;
}
