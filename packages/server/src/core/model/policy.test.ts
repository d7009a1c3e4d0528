import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY, tightenPolicy } from './policy.ts';

it('lets a wire narrow what a tenant grants, and never widen it', () => {
  const small = fc.integer({ min: 1, max: 20 });
  const locks = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 8 });
  const demands = fc.record(
    { minLength: small, maxLength: small, attemptsMax: small, lockDurationsMs: locks },
    { requiredKeys: [] },
  );
  const own = fc.record({ attemptsMax: small, lockDurationsMs: locks });
  fc.assert(
    fc.property(own, demands, (part, demanded) => {
      const policy = { ...DEFAULT_POLICY, ...part };
      const tight = tightenPolicy(policy, demanded);
      expect(tight.attemptsMax).toBeLessThanOrEqual(policy.attemptsMax);
      expect(tight.minLength).toBeGreaterThanOrEqual(policy.minLength);
      expect(tight.maxLength).toBeLessThanOrEqual(policy.maxLength);
      for (let step = 0; step < 10; step += 1) {
        expect(lockAt(tight.lockDurationsMs, step)).toBeGreaterThanOrEqual(
          lockAt(policy.lockDurationsMs, step),
        );
        if (demanded.lockDurationsMs) {
          expect(lockAt(tight.lockDurationsMs, step)).toBeGreaterThanOrEqual(
            lockAt(demanded.lockDurationsMs, step),
          );
        }
      }
    }),
  );
});

/** As the reducer picks it: the last one repeats. */
function lockAt(durations: readonly number[], step: number): number {
  return durations[Math.min(step, durations.length - 1)] ?? 0;
}
