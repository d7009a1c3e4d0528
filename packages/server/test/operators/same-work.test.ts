import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../src/core/ports/store.ts';
import type { Operator } from '../../src/core/usecases/create-tenant.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf } from '../support/typed.ts';
import { PASSWORD } from './operator-browser.ts';

const BY: Operator = { actor: 'admin', dialect: 'admin', source: '192.0.2.1', requestId: 'test' };

let test: TestCore;
let work: string[];

/** Every read and commit by its name, and every comparison: what makes an answer slow. */
function noting(store: Store): Store {
  const noted = Object.entries(store).map(([name, part]) => {
    const verb = /^(applyTo|record$)/.test(name) ? 'commit' : name;
    const note = (...given: unknown[]) => {
      work.push(verb);
      return (part as (...all: unknown[]) => unknown).apply(store, given);
    };
    return [name, note];
  });
  return Object.fromEntries(noted) as Store;
}

beforeEach(async () => {
  work = [];
  const whileComparing = async () => work.push('hash');
  test = await openTestCore({ wrapStore: noting, whileComparing, unlimited: true });
});
afterEach(() => test.close());

async function make(name: string): Promise<void> {
  const command = { name, role: 'operator', password: passwordOf(PASSWORD) } as const;
  await test.core.operators.createAccount(BY, command);
}

/** What a sign-in comes to, and how much work of each kind it took, in whatever order. */
async function signIn(account: string, password = 'not the password') {
  work = [];
  const command = { account, password: passwordOf(password) };
  const answer = await test.core.operators.signIn(BY, command);
  return { answer, work: work.toSorted().join(' ') };
}

it('an unknown, disabled or locked account takes the answer and the work of a wrong password', async () => {
  for (const name of ['wrong', 'locked', 'disabled']) await make(name);
  await test.core.operators.changeAccount(BY, { name: 'disabled', disabled: true });
  for (let guess = 0; guess < 5; guess += 1) await signIn('locked');
  const wrong = await signIn('wrong');
  expect(wrong).toEqual({
    answer: { outcome: 'wrong' },
    work: 'commit commit hash readAccount readSubject readTenant',
  });
  for (const name of ['nobody', 'locked', 'disabled']) {
    expect([name, await signIn(name)]).toEqual([name, wrong]);
  }
  for (const name of ['locked', 'disabled']) {
    expect([name, await signIn(name, PASSWORD)]).toEqual([name, wrong]);
  }
});

it('a session that would be older than what ends it is never good', async () => {
  await make('ann');
  const ann = { account: 'ann', password: passwordOf(PASSWORD) };
  const opened = await test.core.operators.signIn(BY, ann);
  if (opened.outcome !== 'signed_in') throw new Error('not signed in');
  const changes = [
    () => test.core.operators.changeAccount(BY, { name: 'ann', role: 'auditor' }),
    () => test.core.operators.changeAccount(BY, { name: 'ann', disabled: true }),
    () =>
      test.core.operators.changeAccount(BY, { name: 'ann', password: passwordOf('another one!') }),
  ];
  for (const change of changes) {
    // The change comes while the password is being compared.
    const [signedIn] = await Promise.all([test.core.operators.signIn(BY, ann), change()]);
    if (signedIn.outcome === 'signed_in') {
      const looked = test.core.operators.authenticate(signedIn.token);
      await expect(looked).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    await test.core.operators.changeAccount(BY, { name: 'ann', disabled: false });
  }
});

it('a session in use is written once a minute at most', async () => {
  await make('ann');
  const ann = { account: 'ann', password: passwordOf(PASSWORD) };
  const opened = await test.core.operators.signIn(BY, ann);
  if (opened.outcome !== 'signed_in') throw new Error('not signed in');
  const look = () => test.core.operators.authenticate(opened.token);
  const commitsOf = async (looks: number) => {
    work = [];
    for (let each = 0; each < looks; each += 1) await look();
    return work.filter((verb) => verb === 'commit').length;
  };
  test.clock.advance(59_999);
  expect(await commitsOf(5)).toBe(0);
  test.clock.advance(1);
  expect(await commitsOf(5)).toBe(1);
  test.clock.advance(60_000);
  const seen = await Promise.all(Array.from({ length: 5 }, look));
  expect(new Set(seen.map(({ session }) => session?.expiresAt)).size).toBe(1);
});
