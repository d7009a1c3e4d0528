import { describe, expect, it } from 'vitest';
import { FOREIGN_HASHES } from '../../../test/support/foreign-hashes.ts';
import { isCurrent } from './is-current.ts';
import { readStoredHash } from './read-stored-hash.ts';

const COST = { memoryKib: 1024, passes: 2, lanes: 1 };
const [made = { hash: '' }] = FOREIGN_HASHES;
const isCurrentHash = (hash: string, cost = COST) => isCurrent(readStoredHash(hash), cost);

describe('a hash is as good as a new one', () => {
  it('at the same cost, and at a higher one', () => {
    expect(isCurrentHash(made.hash)).toBe(true);
    expect(isCurrentHash(made.hash, { ...COST, memoryKib: 512 })).toBe(true);
    expect(isCurrentHash(made.hash, { ...COST, passes: 1 })).toBe(true);
  });

  it('not when it is cheaper, in memory or in passes', () => {
    expect(isCurrentHash(made.hash, { ...COST, memoryKib: 1025 })).toBe(false);
    expect(isCurrentHash(made.hash, { ...COST, passes: 3 })).toBe(false);
  });

  it('not with a shorter salt or digest', () => {
    const [head, digest = ''] = made.hash.split(/\$(?=[^$]+$)/);
    expect(isCurrentHash(`${head}$${digest.slice(0, 22).replace(/.$/, 'A')}`)).toBe(false);
    expect(isCurrentHash(made.hash.replace('AQIDBAUGBwgJCgsMDQ4PEA', 'AQIDBAUGBwg'))).toBe(false);
  });

  it('not when another algorithm made it, whatever it costs', () => {
    const others = FOREIGN_HASHES.filter(({ hash }) => !hash.startsWith('$argon2id$v=19'));
    expect(others.length).toBeGreaterThan(10);
    expect(others.filter(({ hash }) => isCurrentHash(hash))).toEqual([]);
  });
});
