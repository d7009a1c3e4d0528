import { describe, expect, it } from 'vitest';
import { HashPlaces } from './hash-places.ts';

const PLACES = 64;

function takeAll(places: HashPlaces, tenant: string): number {
  let taken = 0;
  while (places.take(tenant, 1) !== null) taken += 1;
  return taken;
}

describe('the places of the hash queue', () => {
  it('are all for a tenant that is alone, and no more than there are', () => {
    const places = new HashPlaces(PLACES);
    expect(takeAll(places, 'flood')).toBe(PLACES);
    expect(places.full).toBe(true);
  });

  it('let another tenant in while a flood holds all of them, up to its share', () => {
    const places = new HashPlaces(PLACES);
    takeAll(places, 'flood');
    expect(takeAll(places, 'quiet')).toBe(PLACES / 2);
    expect(places.take('flood', 1)).toBe(null);
    places.give('flood', 1);
    // What the flood gives back it does not get again while it is above its share.
    expect(places.take('flood', 1)).toBe(null);
  });

  it('let in work that needs several at once, whatever the share', () => {
    const places = new HashPlaces(8);
    takeAll(places, 'flood');
    expect(places.take('quiet', 8)).toBe(8);
    expect(places.take('third', 8)).toBe(null);
  });

  it('are bounded by twice their number, however many tenants come', () => {
    const places = new HashPlaces(PLACES);
    for (let nth = 0; nth < 1_000; nth += 1) takeAll(places, `tenant ${nth}`);
    expect(places.taken).toBeLessThanOrEqual(2 * PLACES);
  });

  it('are free again when all were given back', () => {
    const places = new HashPlaces(PLACES);
    takeAll(places, 'flood');
    takeAll(places, 'quiet');
    places.give('flood', PLACES);
    places.give('quiet', PLACES / 2);
    expect(places.taken).toBe(0);
    expect(takeAll(places, 'flood')).toBe(PLACES);
  });
});
