import { describe, expect, it } from 'vitest';
import { createShares } from './tenant-shares.ts';

const flood = Array.from({ length: 100 }, (_, nth) => ({ tenant: 'flood', nth }));
const quiet = { tenant: 'quiet', nth: 0 };

describe('turns of tenants', () => {
  it('go to the one with the fewest under way', () => {
    const shares = createShares();
    expect(shares.next([...flood, quiet])).toBe(flood[0]);
    shares.enter('flood');
    shares.enter('flood');
    expect(shares.next([...flood, quiet])).toBe(quiet);
  });

  it('go to the one not served for longest, where as many are under way', () => {
    const shares = createShares();
    shares.enter('flood')();
    expect(shares.next([...flood, quiet])).toBe(quiet);
    shares.enter('quiet')();
    expect(shares.next([quiet, ...flood])).toBe(flood[0]);
  });

  it('go round among the messages of a tenant that is alone', () => {
    const shares = createShares();
    shares.enter('flood');
    expect(shares.next(flood)).toBe(flood[0]);
    expect(shares.next([])).toBe(undefined);
  });
});
