import { expect, it } from 'vitest';
import type { Tenant } from '../model/tenant.ts';
import type { Sealer } from '../ports/sealer.ts';
import type { Store } from '../ports/store.ts';
import { challengeLink, readChallengeLink } from './challenge-link.ts';

const derived: string[] = [];
const sealer = {
  digest: async ({ tenant }, text) => {
    derived.push(tenant);
    return `${tenant}${text}`
      .split('')
      .map((each) => each.charCodeAt(0).toString(16))
      .join('')
      .padEnd(64, '0');
  },
} as Partial<Sealer> as Sealer;
const store = {
  readTenant: async (id) => (id === 'acme' ? ({ id } as Tenant) : null),
} as Partial<Store> as Store;

it('opens what this server made, and derives no key for tenants there are not', async () => {
  const link = await challengeLink(sealer, { tenant: 'acme', id: 'c-1' });
  expect(await readChallengeLink({ store, sealer }, link)).toEqual({ tenant: 'acme', id: 'c-1' });
  derived.length = 0;
  for (let made = 0; made < 50; made += 1) {
    expect(await readChallengeLink({ store, sealer }, `up-${made}.c-1.00`)).toBeNull();
  }
  expect(derived).toEqual([]);
});
