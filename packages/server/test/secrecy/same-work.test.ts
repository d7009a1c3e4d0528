import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

let opened: TestCore;
let work: string[];

/** Notes every commit: what makes an answer slow, and what a watcher could time. */
function noting(store: Store): Store {
  return {
    ...store,
    applyToCredential(key, decide, single) {
      work.push('commit');
      return store.applyToCredential(key, decide, single);
    },
    record(tenant, traces) {
      work.push('commit');
      return store.record(tenant, traces);
    },
  };
}

beforeEach(async () => {
  work = [];
  const whileComparing = async () => work.push('hash');
  opened = await openTestCore({ wrapStore: noting, whileComparing });
  await opened.core.createSubject(opened.call, { id: 'ann' });
  await opened.core.createSubject(opened.call, { id: 'without-pin' });
  const set = { subject: { id: 'ann' }, purpose: 'login', newPin: '8305' };
  await opened.core.setPin(opened.call, set);
});
afterEach(() => opened.close());

async function workOf(id: string, door: 'verify' | 'change'): Promise<readonly string[]> {
  const pin = Pin.parse('1907');
  if (pin === null) throw new Error('the test has a malformed PIN');
  const subject = { id };
  const purpose = 'login';
  work = [];
  if (door === 'verify') await opened.core.verifyPin(opened.call, { subject, purpose, pin });
  else {
    const command = { subject, purpose, currentPin: pin, newPin: '739205' };
    await opened.core.changePin(opened.call, command);
  }
  return work;
}

describe.each(['verify', 'change'] as const)('a test of a PIN through %s', (door) => {
  it('does the same for nobody and for no PIN as for a wrong PIN', async () => {
    const wrong = await workOf('ann', door);
    expect(wrong).toEqual(['commit', 'hash', 'commit']);
    expect(await workOf('nobody', door)).toEqual(wrong);
    expect(await workOf('without-pin', door)).toEqual(wrong);
  });
});
