import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import {
  type BudgetKey,
  type BudgetState,
  spreadOf,
  takeBlock,
  WINDOW_MS,
  windowOf,
} from '../../core/model/request-budget.ts';
import type { TakeRequests } from '../../core/usecases/take-requests.ts';
import { BudgetLeases, FOLLOWED_MAX } from './budget-leases.ts';

const MAX = 100;

/** Nodes with one store behind them, which answers a turn later. */
function nodesOf(count: number, followedMax = FOLLOWED_MAX) {
  const states = new Map<string, BudgetState>();
  const clock = { at: 1_000 * WINDOW_MS, now: () => clock.at };
  let takes = 0;
  let broken = false;
  const take = async ({ key, requestsMax }: TakeRequests) => {
    await Promise.resolve();
    takes += 1;
    if (broken) throw new Fault('storage_unavailable', 'The database does not answer.');
    const name = `${key.tenant} ${key.kind} ${key.id}`;
    const spread = spreadOf(key.kind, requestsMax);
    const { next, granted } = takeBlock(states.get(name) ?? null, windowOf(clock.now()), spread);
    if (next !== undefined) states.set(name, next);
    return granted;
  };
  const leases = Array.from(
    { length: count },
    () => new BudgetLeases({ clock, take, seed: 7, followedMax }),
  );
  const node = (at: number) => leases[at % count] ?? new BudgetLeases({ clock, take, seed: 7 });
  const breakStore = () => {
    broken = true;
  };
  return { node, clock, states, takes: () => takes, breakStore };
}

function key(kind: BudgetKey['kind'], id = 'somebody'): BudgetKey {
  return { tenant: '', kind, id };
}

async function countPassed(
  nodes: ReturnType<typeof nodesOf>,
  about: BudgetKey,
  asks: number,
  requestsMax = MAX,
): Promise<number> {
  const all = Array.from({ length: asks }, (_, at) =>
    nodes.node(at).spend({ key: about, requestsMax }),
  );
  return (await Promise.all(all)).filter(Boolean).length;
}

describe('budgets of requests that nodes share', () => {
  it.each(['tenant', 'key', 'app', 'newcomer'] as const)(
    'are spent to the last and not beyond by four nodes together: %s',
    async (kind) => {
      expect(await countPassed(nodesOf(4), key(kind), 1_000)).toBe(MAX);
    },
  );

  it.each(['source', 'visitor', 'stranger', 'subject'] as const)(
    'are exceeded by a tenth for each node beyond the first at most: %s',
    async (kind) => {
      expect(await countPassed(nodesOf(1), key(kind), 1_000)).toBe(MAX);
      expect(await countPassed(nodesOf(2), key(kind), 1_000)).toBeLessThanOrEqual(MAX * 1.1);
    },
  );

  it('cost the store a question for many requests, and none for what is refused later in the minute', async () => {
    const nodes = nodesOf(1);
    expect(await countPassed(nodes, key('key'), 10_000, 100_000)).toBe(10_000);
    expect(nodes.takes()).toBeLessThanOrEqual(2);
    await countPassed(nodes, key('stranger'), 1_000);
    const before = nodes.takes();
    await countPassed(nodes, key('stranger'), 1_000);
    expect(nodes.takes()).toBe(before);
  });

  it.each(['key', 'source'] as const)(
    'are full again in the next minute, and a clock set back a little brings none back: %s',
    async (kind) => {
      const nodes = nodesOf(1);
      expect(await countPassed(nodes, key(kind), 200)).toBe(MAX);
      nodes.clock.at += WINDOW_MS;
      expect(await countPassed(nodes, key(kind), 200)).toBe(MAX);
      nodes.clock.at -= WINDOW_MS;
      expect(await countPassed(nodes, key(kind), 200)).toBe(0);
      nodes.clock.at += WINDOW_MS;
      expect(await countPassed(nodes, key(kind), 200)).toBe(0);
    },
  );

  it('are nobody’s to exceed while the store does not answer', async () => {
    const nodes = nodesOf(1);
    nodes.breakStore();
    const spend = (kind: BudgetKey['kind']) => async () =>
      nodes.node(0).spend({ key: key(kind), requestsMax: MAX });
    await expect(spend('key')()).rejects.toMatchObject({ code: 'storage_unavailable' });
    const { own } = spreadOf('stranger', MAX);
    for (let at = 0; at < own; at += 1) expect(await spend('stranger')()).toBe(true);
    await expect(spend('stranger')()).rejects.toMatchObject({ code: 'storage_unavailable' });
  });

  it('let more pass at once when the limit is raised within the minute', async () => {
    const nodes = nodesOf(1);
    expect(await countPassed(nodes, key('key'), 200)).toBe(MAX);
    expect(await countPassed(nodes, key('key'), 200, MAX + 10)).toBe(10);
  });
});

describe('a hundred thousand sources in a minute', () => {
  it('take a bounded number of places, and none of them a budget without end', async () => {
    const nodes = nodesOf(1);
    const node = nodes.node(0);
    for (let at = 0; at < 100_000; at += 1) {
      await node.spend({ key: key('stranger', `198.${at}`), requestsMax: MAX });
    }
    expect(node.held).toBeLessThanOrEqual(FOLLOWED_MAX + 4_096);
    const late = key('stranger', '198.99999');
    expect(await countPassed(nodes, late, 1_000)).toBeLessThan(MAX);
    // Those who were followed before are not forgotten for it.
    expect(await countPassed(nodes, key('stranger', '198.0'), 1_000)).toBe(MAX - 1);
    nodes.clock.at += WINDOW_MS;
    await node.spend({ key: late, requestsMax: MAX });
    expect(node.held).toBe(1);
  });

  it('share what is left for those who come late: many new ones are as one', async () => {
    const nodes = nodesOf(1, 10);
    let passed = 0;
    for (let at = 0; at < 200_000; at += 1) {
      if (await nodes.node(0).spend({ key: key('stranger', `198.${at}`), requestsMax: 10 }))
        passed += 1;
    }
    expect(passed).toBeLessThanOrEqual((10 + 4_096) * 10);
  });
});
