import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestCore, type TestCore } from '../../../test/support/test-core.ts';
import type { WireRequest } from '../dialect.ts';
import { findUser, findUsers } from './find-user.ts';
import type { Exchange } from './mixin-call.ts';
import { publicUser } from './public-user.ts';
import { userIdOf } from './user-id.ts';

const UUID = '8c68d4c6-42a2-4ca2-833e-64b1d63871bf';

let opened: TestCore;
beforeAll(async () => {
  opened = await openTestCore();
  for (const id of [UUID, 'ann', 'bob']) await opened.core.createSubject(opened.call, { id });
});
afterAll(() => opened.close());

function exchangeOf(subject: string): Exchange {
  const { core, call } = opened;
  const request = {} as WireRequest;
  return { core, call: { ...call, dialect: 'mixin' }, request, subject, sessionId: 'a session' };
}

it('finds people named by a UUID, and oneself whatever the name', async () => {
  const exchange = exchangeOf('ann');
  const own = await userIdOf(opened.core, exchange.call, 'ann');
  expect((await findUser(exchange, UUID))?.id).toBe(UUID);
  expect((await findUser(exchange, own))?.id).toBe('ann');
  const found = await findUsers(exchange, [own, 'nobody', UUID, own]);
  expect(found.map(({ id }) => id)).toEqual(['ann', UUID]);
});

it("does not confirm a guess at a tenant's own name for somebody", async () => {
  expect(await findUser(exchangeOf('ann'), 'bob')).toBeNull();
  expect(await findUser(exchangeOf('ann'), 'ann')).toBeNull();
});

it('does not see into another tenant', async () => {
  const { core, call } = opened;
  const tenant = await core.createTenant(call, { id: 'other', name: 'Other' });
  const exchange = exchangeOf('ann');
  expect(await findUser({ ...exchange, call: { ...exchange.call, tenant } }, UUID)).toBeNull();
});

it('shows others the first fields only', async () => {
  const exchange = exchangeOf('ann');
  const subject = await findUser(exchange, UUID);
  if (subject === null) throw new Error('not found');
  expect(await publicUser(exchange, subject)).toEqual({
    ...{ type: 'user', user_id: UUID, identity_number: '0', phone: '', full_name: '' },
    ...{ biography: '', avatar_url: '', relationship: 'STRANGER', is_verified: false },
    ...{ mute_until: '0001-01-01T00:00:00Z', created_at: '2026-01-01T00:00:00.000Z' },
    ...{ is_scam: false, has_safe: false },
  });
});
