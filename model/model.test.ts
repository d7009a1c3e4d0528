import { describe, expect, it } from 'vitest';
import { explore } from './explore/explore.ts';
import { INVARIANTS } from './invariants/invariants.ts';
import { lockInTrueTime } from './limits/lock-in-true-time.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { SMALL, SMALL_POSTGRES } from './mutants/small-scenario.ts';
import { PRODUCTION } from './production/protocol.ts';

const broken = MUTANTS.flatMap(({ protocol, scenario, breaks }) =>
  breaks.map((invariant) => ({ name: protocol.name, protocol, scenario, invariant })),
);

describe('the model of the guess accounting, in a small slice', () => {
  it.each([
    {
      ...SMALL,
      name: 'one node, a crash, a refund, a clock that jumps',
      breakdowns: 1,
      offsets: [0, -1] as const,
    },
    {
      ...SMALL,
      name: 'an unlock, a new PIN or a hold',
      staff: ['unlock', 'renew', 'hold'] as const,
    },
    { ...SMALL_POSTGRES, name: 'two nodes, a crash or a lost connection', breakdowns: 1 },
  ])('keeps every promise in every order of events: $name', (scenario) => {
    const found = explore({ protocol: PRODUCTION, scenario, invariants: INVARIANTS });
    expect(found.breach).toBeNull();
    expect(found.states).toBeGreaterThan(10_000);
  });

  it.each(broken)('finds that $name breaks $invariant.name', (mutant) => {
    const { protocol, scenario, invariant } = mutant;
    const { breach } = explore({ protocol, scenario, invariants: [invariant] });
    expect(breach?.invariant).toBe(invariant);
    expect(breach?.trace.length).toBeGreaterThan(0);
  });

  it('shows each promise broken by some mistake, so that none is kept by accident', () => {
    const shown = new Set(MUTANTS.flatMap(({ breaks }) => breaks));
    expect(INVARIANTS.filter((invariant) => !shown.has(invariant))).toEqual([]);
  });

  it('shows that a clock that is ahead ends a timed lock early, as the documents say', () => {
    const scenario = { ...SMALL_POSTGRES, crashes: 0, timeMax: 0, offsets: [0, 1] } as const;
    const { breach } = explore({ protocol: PRODUCTION, scenario, invariants: [lockInTrueTime] });
    expect(breach?.trace.some((step) => step.includes('jumps'))).toBe(true);
  });
});
