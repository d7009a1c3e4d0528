import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pin } from '../core/model/pin.ts';
import type { HashSlot } from '../core/ports/hasher.ts';
import { type Argon2Hasher, createArgon2Hasher } from './argon2-hasher.ts';

const PLACES = 8;

let hasher: Argon2Hasher;
beforeEach(() => {
  const cost = { memoryKib: 1024, passes: 1, lanes: 1 };
  hasher = createArgon2Hasher({ cost, workers: 1, places: PLACES });
});
afterEach(() => hasher.close());

const pin = Pin.parse('8305') as Pin;

describe('the places of the hash queue', () => {
  it('are taken for every hash that may follow, and given back at once', () => {
    const change = hasher.reserve(5);
    expect(hasher.taken).toBe(5);
    expect(() => hasher.reserve(4)).toThrow('busy');
    hasher.reserve(3).release();
    change.release();
    change.release();
    expect(hasher.taken).toBe(0);
  });

  it('are all there are, for work that wants more', () => {
    const work = hasher.reserve(PLACES + 1);
    expect(hasher.taken).toBe(PLACES);
    expect(() => hasher.reserve()).toThrow('busy');
    work.release();
    expect(hasher.taken).toBe(0);
  });
});

it('who goes on after a hash does not wait behind those who came meanwhile', async () => {
  const ended: string[] = [];
  const hashAs = (slot: HashSlot, name: string) => slot.hash(pin).then(() => ended.push(name));
  const change = hasher.reserve(2);
  const first = hashAs(change, 'change');
  // More than a thread is handed ahead.
  const crowd = Array.from({ length: 40 }, () => {
    const slot = hasher.reserve(0);
    return hashAs(slot, 'other');
  });
  await first;
  await hashAs(change, 'change again');
  await Promise.all(crowd);
  expect(ended.indexOf('change again')).toBeLessThan(20);
});
