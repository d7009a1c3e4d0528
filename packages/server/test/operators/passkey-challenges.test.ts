import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Operator } from '../../src/core/usecases/create-tenant.ts';
import {
  type ChallengeUse,
  issuePasskeyChallenge,
  takePasskeyChallenge,
} from '../../src/core/usecases/operators/passkey-challenge.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf } from '../support/typed.ts';
import { PASSWORD } from './operator-browser.ts';

const BY: Operator = { actor: 'admin', dialect: 'admin', source: '192.0.2.1', requestId: 'test' };

let test: TestCore;
beforeEach(async () => {
  test = await openTestCore();
  for (const name of ['ann', 'bob']) {
    const command = { name, role: 'operator', password: passwordOf(PASSWORD) } as const;
    await test.core.operators.createAccount(BY, command);
  }
});
afterEach(() => test.close());

const take = (use: ChallengeUse, challenge: string, account = 'ann') =>
  takePasskeyChallenge(test.ports, use, { challenge, account });

it('a challenge is good for one answer, of 20 at once; a synced passkey counts no uses', async () => {
  const challenge = await issuePasskeyChallenge(test.ports, 'sign_in');
  const taken = await Promise.all(Array.from({ length: 20 }, () => take('sign_in', challenge)));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

it('a challenge is good for what and whom it was made for, until its time is over', async () => {
  const mine = await issuePasskeyChallenge(test.ports, 'add', 'ann');
  expect(await take('sign_in', mine)).toBe(false);
  expect(await take('add', mine, 'bob')).toBe(false);
  const anybodys = await issuePasskeyChallenge(test.ports, 'sign_in');
  expect(await take('add', anybodys)).toBe(false);
  expect(await take('add', 'made up')).toBe(false);
  expect([await take('add', mine), await take('sign_in', anybodys, 'bob')]).toEqual([true, true]);
  const late = await issuePasskeyChallenge(test.ports, 'sign_in');
  test.clock.advance(120_000);
  expect(await take('sign_in', late)).toBe(false);
});
