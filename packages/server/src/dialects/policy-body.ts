import { Type } from 'typebox';
import { SECOND_MS } from '../core/model/instant.ts';
import type { Policy } from '../core/model/policy.ts';
import { count, orNull, told } from './answer-parts.ts';

/** A policy as our own APIs show it. */
export const policyShape = told(
  {
    minLength: count,
    maxLength: count,
    blocklist: Type.Boolean({ description: 'Refuse popular PINs and the pattern families' }),
    history: count,
    maxAgeDays: orNull(count),
    attemptsMax: count,
    lockDurationsSeconds: Type.Array(Type.Number()),
    failuresMax: count,
    rolling: orNull(told({ attemptsMax: count, windowSeconds: Type.Number() })),
    lockExtension: orNull(told({ bySeconds: Type.Number(), maxSeconds: Type.Number() })),
    questionsMin: count,
    knownDevicesMax: count,
    spraying: orNull(
      told({ wrongMax: count, timesUsual: count, samePinMax: count, brakeSeconds: Type.Number() }),
    ),
  },
  'Policy',
);

/** A policy as our own APIs show it: lengths of time in whole seconds. */
export function policyBody(shown: Policy) {
  const { lockDurationsMs, rolling, lockExtension, spraying, ...policy } = shown;
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
    spraying: spraying && {
      wrongMax: spraying.wrongMax,
      timesUsual: spraying.timesUsual,
      samePinMax: spraying.samePinMax,
      brakeSeconds: toSeconds(spraying.brakeMs),
    },
  };
}

function toSeconds(ms: number): number {
  return ms / SECOND_MS;
}
