import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue.ts';

const from = (tenant: string, source = 'one') => ({ tenant, source });

/** Takes everything in order; each piece of work takes as long as `cost` says. */
function drain(
  queue: FairQueue<string>,
  cost: (item: string) => number = () => 1,
  take = Infinity,
): string[] {
  const taken: string[] = [];
  while (taken.length < take) {
    const item = queue.shift();
    if (item === undefined) return taken;
    const [tenant = '', source = ''] = item.split('/');
    queue.use({ tenant, source }, cost(item));
    taken.push(item);
  }
  return taken;
}

function fill(queue: FairQueue<string>, count: number, tenant: string, source = 'one'): void {
  for (let nth = 0; nth < count; nth += 1)
    queue.push(from(tenant, source), `${tenant}/${source}/${nth}`);
}

describe('a fair queue', () => {
  it('gives everything to a tenant that is alone, in order', () => {
    const queue = new FairQueue<string>();
    fill(queue, 5, 'acme');
    expect(drain(queue)).toEqual([0, 1, 2, 3, 4].map((nth) => `acme/one/${nth}`));
    expect(queue.length).toBe(0);
    expect(queue.shift()).toBe(undefined);
  });

  it('has a tenant with one job wait for one job of a tenant with ten thousand', () => {
    const queue = new FairQueue<string>();
    fill(queue, 10_000, 'flood');
    drain(queue, () => 1, 500);
    queue.push(from('quiet'), 'quiet/one/0');
    expect(drain(queue, () => 1, 2)).toContain('quiet/one/0');
  });

  it('shares time and not jobs: ten times the work, a tenth of the turns', () => {
    const queue = new FairQueue<string>();
    fill(queue, 1_000, 'slow');
    fill(queue, 1_000, 'quick');
    const first = drain(queue, (item) => (item.startsWith('slow') ? 10 : 1), 550);
    const slow = first.filter((item) => item.startsWith('slow')).length;
    expect(slow).toBeGreaterThanOrEqual(49);
    expect(slow).toBeLessThanOrEqual(51);
  });

  it('lets nobody save up by resting', () => {
    const queue = new FairQueue<string>();
    fill(queue, 1_000, 'busy');
    queue.push(from('rested'), 'rested/one/0');
    drain(queue, () => 1, 500);
    fill(queue, 100, 'rested');
    const next = drain(queue, () => 1, 20).filter((item) => item.startsWith('rested'));
    expect(next).toHaveLength(10);
  });

  it('does the same between the sources of a tenant', () => {
    const queue = new FairQueue<string>();
    fill(queue, 100, 'acme', 'loud');
    fill(queue, 1, 'acme', 'shy');
    expect(drain(queue, () => 1, 2)).toContain('acme/shy/0');
  });

  it('lets what was begun go on before what is new of its tenant, and not of others', () => {
    const queue = new FairQueue<string>();
    fill(queue, 3, 'acme');
    fill(queue, 3, 'other');
    drain(queue, () => 1, 1);
    queue.unshift(from('acme', 'two'), 'acme/two/goes on');
    expect(drain(queue, () => 1, 2)).toEqual(['other/one/0', 'acme/two/goes on']);
  });
});
