import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOREIGN_HASHES, FOREIGN_PIN } from '../../test/support/foreign-hashes.ts';
import { Pin } from '../core/model/pin.ts';
import type { HashSlot } from '../core/ports/hasher.ts';
import { type Argon2Hasher, createArgon2Hasher } from './argon2-hasher.ts';

const PLACES = 8;
const ACME = { tenant: 'acme', source: '127.0.0.1' };

let hasher: Argon2Hasher;
beforeEach(() => {
  const cost = { memoryKib: 1024, passes: 1, lanes: 1 };
  hasher = createArgon2Hasher({ cost, workers: 1, places: PLACES });
});
afterEach(() => hasher.close());

const pin = Pin.parse('8305') as Pin;

describe('the places of the hash queue', () => {
  it('are taken for every hash that may follow, and given back at once', () => {
    const change = hasher.reserve(ACME, 5);
    expect(hasher.taken).toBe(5);
    expect(() => hasher.reserve(ACME, 4)).toThrow('busy');
    hasher.reserve(ACME, 3).release();
    change.release();
    change.release();
    expect(hasher.taken).toBe(0);
  });

  it('are all there are, for work that wants more', () => {
    const work = hasher.reserve(ACME, PLACES + 1);
    expect(hasher.taken).toBe(PLACES);
    expect(() => hasher.reserve(ACME)).toThrow('busy');
    work.release();
    expect(hasher.taken).toBe(0);
  });
});

it('who goes on after a hash does not wait behind those who came meanwhile', async () => {
  const ended: string[] = [];
  const hashAs = (slot: HashSlot, name: string) => slot.hash(pin).then(() => ended.push(name));
  const change = hasher.reserve(ACME, 2);
  const first = hashAs(change, 'change');
  // More than a thread is handed ahead.
  const crowd = Array.from({ length: 40 }, () => {
    const slot = hasher.reserve(ACME, 0);
    return hashAs(slot, 'other');
  });
  await first;
  await hashAs(change, 'change again');
  await Promise.all(crowd);
  expect(ended.indexOf('change again')).toBeLessThan(20);
});

describe('a hash made elsewhere', () => {
  const foreign = Pin.parse(FOREIGN_PIN) as Pin;
  const [, , , , , , scrypt = { hash: '' }] = FOREIGN_HASHES;

  it('is compared on the hash threads, and made anew as one of ours', async () => {
    const slot = hasher.reserve(ACME);
    expect(await slot.verify(scrypt.hash, foreign)).toBe(true);
    expect(await slot.verify(scrypt.hash, pin)).toBe(false);
    const renewed = await slot.renew(scrypt.hash, foreign);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    expect(await slot.verify(renewed ?? '', foreign)).toBe(true);
    expect(await slot.renew(renewed ?? '', foreign)).toBe(null);
    slot.release();
    expect(hasher.taken).toBe(0);
  });

  it('is left as it is where that would take the last place from somebody', async () => {
    const others = hasher.reserve(ACME, PLACES - 1);
    const slot = hasher.reserve(ACME);
    expect(await slot.renew(scrypt.hash, foreign)).toBe(null);
    others.release();
    const renewing = slot.renew(scrypt.hash, foreign);
    expect(hasher.taken).toBe(2);
    await renewing;
    expect(hasher.taken).toBe(1);
  });

  it('is named by its form, and refused where it could not be compared', () => {
    expect(hasher.formOf(scrypt.hash)).toBe('scrypt');
    expect(() => hasher.formOf('$1$salt$digest')).toThrow('cannot be taken over');
  });
});
