import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import type { Store } from '../../src/core/ports/store.ts';
import type { Route } from '../../src/dialects/dialect.ts';
import { startPasswordReset } from '../../src/dialects/etna/calls/start-password-reset.ts';
import { authenticateByToken } from '../../src/dialects/onboarding/authenticate.ts';
import { login } from '../../src/dialects/onboarding/calls/login.ts';
import { PASSWORD } from '../dialects/etna/app.ts';
import { passwordOf, prepare, sendLogIn, sendTo } from '../dialects/etna/in-process.ts';
import { DEVICE, loginBody, OTHER_DEVICE } from '../dialects/onboarding/app.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const WRITES = /^(apply|record$|claim|release)/;

let test: TestCore;
let work: string[];

/** Notes every durable write: what makes an answer slow, and what a watcher could time. */
function noting(store: Store): Store {
  const noted = Object.entries(store).map(([name, part]) => {
    if (!WRITES.test(name) || typeof part !== 'function') return [name, part];
    const noteFirst = (...given: unknown[]) => {
      work.push('commit');
      return part.apply(store, given) as unknown;
    };
    return [name, noteFirst];
  });
  return Object.fromEntries(noted) as Store;
}

beforeEach(async () => {
  work = [];
  const whileComparing = async () => work.push('hash');
  test = await openTestCore({ wrapStore: noting, whileComparing });
});
afterEach(() => test.close());

/** What a request comes to, and how many hashes and durable writes it took. */
async function workOf(ask: () => Promise<unknown>) {
  work = [];
  const answer = JSON.stringify(await ask());
  const count = (what: string) => work.filter((each) => each === what).length;
  return { answer, hashes: count('hash'), commits: count('commit') };
}

const suspend = (id: string) =>
  test.core.suspendSubject(test.call, { id, reason: 'a test', to: 'suspended' });

describe('on the ETNA wire', () => {
  beforeEach(async () => {
    await prepare(test);
    for (const id of ['known', 'locked', 'suspended', 'without']) {
      const identifiers = [
        { type: 'username', value: id },
        { type: 'email', value: `${id}@example.com` },
      ] as const;
      await test.core.createSubject(test.call, { id, identifiers });
      if (id === 'without') continue;
      const newPassword = passwordOf(PASSWORD);
      await test.core.putPassword(test.call, { subject: { id }, newPassword });
    }
    for (let guess = 0; guess < 5; guess += 1) await logIn('locked');
    await suspend('suspended');
  });

  const logIn = (username: string, password = 'wrong-Kettle-42') =>
    workOf(() => sendLogIn(test.core, { username, password }));

  it('a password costs one hash and the same commits, whoever it is shown for', async () => {
    const wrong = await logIn('known');
    expect(wrong).toMatchObject({ hashes: 1, commits: 2 });
    for (const name of ['nobody', 'locked', 'suspended', 'without']) {
      expect([name, await logIn(name)]).toEqual([name, wrong]);
    }
  });

  it('the right password of who may not get in costs what a wrong one does', async () => {
    const wrong = await logIn('known');
    for (const name of ['locked', 'suspended']) {
      expect([name, await logIn(name, PASSWORD)]).toEqual([name, wrong]);
    }
  });

  it('a lock costs the same however long it is knocked at', async () => {
    const first = await logIn('locked');
    for (let more = 0; more < 5; more += 1) expect(await logIn('locked')).toEqual(first);
  });

  const reset = (User: string) => {
    const route: Route = {
      ...startPasswordReset,
      handle: (request, call, core) => {
        const body = Buffer.from(JSON.stringify({ User }));
        return startPasswordReset.handle({ ...request, body }, call, core);
      },
    };
    return workOf(() => sendTo(test.core, route));
  };

  it('a password reset writes as much for unknown names as for known ones', async () => {
    const known = await reset('known');
    expect(known).toMatchObject({ hashes: 0, commits: 3 });
    for (const name of ['nobody', 'nobody@example.com', 'locked', 'suspended', 'without']) {
      expect([name, await reset(name)]).toEqual([name, known]);
    }
  });

  it('a password reset writes as much when somebody had enough codes', async () => {
    const first = await reset('known');
    for (let more = 0; more < 8; more += 1) {
      expect([more, await reset('known')]).toEqual([more, first]);
      expect([more, await reset('nobody')]).toEqual([more, first]);
    }
  });
});

describe('on the onboarding wire', () => {
  let call: Call;
  beforeEach(async () => {
    const wanted = { dialect: 'onboarding', name: 'an app', id: 'MOB-APP-1' };
    await test.core.createCallerKey(test.call, wanted);
    call = { ...test.call, dialect: 'onboarding', actor: wanted.id };
  });

  async function make(account: string, devices: readonly string[]): Promise<void> {
    await test.core.createSubject(call, {
      id: account,
      identifiers: [{ type: 'account', value: account }],
      devices: devices.map((value) => ({ type: 'DEVICE', value })),
    });
    const set = { subject: { id: account }, purpose: 'login', newPin: '8305' };
    await test.core.setPin(call, set);
  }

  async function logIn(account: string, pin: string, shown: 'name' | 'secret') {
    const { token } = await test.core.openSignIn(call, {
      ...{ subject: null, purpose: 'login', level: 'client', ttlMs: 60_000, bound: false },
      data: { shown },
    });
    const body = Buffer.from(JSON.stringify(loginBody({ pin, deviceId: OTHER_DEVICE }, token)));
    const [route] = login;
    if (route === undefined) throw new Error('no such call');
    const request = {
      ...{ id: 'x', source: '192.0.2.1', params: {}, query: {}, method: 'POST' },
      ...{ address: `/onboarding-wallet${route.path}`, body },
      headers: { 'x-api-token': token, 'x-api-key': call.actor, 'x-account-number': account },
    };
    return workOf(async () => {
      const { keyId: actor, ...caller } = await authenticateByToken(request, test.core);
      return route.handle(request, { ...call, ...caller, actor }, test.core);
    });
  }

  it.each([
    { stranger: 'an app without its secret', shown: 'name', devices: [] },
    { stranger: 'an app on a phone that is not theirs', shown: 'secret', devices: [DEVICE] },
  ] as const)(
    'a login costs $stranger the same hash for a locked account',
    async ({ shown, devices }) => {
      for (const account of ['4001', '4002', '4003']) await make(account, devices);
      for (let guess = 0; guess < 5; guess += 1) await logIn('4002', '4071', shown);
      await suspend('4003');
      const wrong = await logIn('4001', '4071', shown);
      expect(wrong).toMatchObject({ hashes: 1, commits: 2 });
      expect(wrong.answer).toContain('"resCode":17');
      for (const [account, pin] of [
        ['4999', '4071'],
        ['4002', '4071'],
        ['4002', '8305'],
        ['4003', '8305'],
      ] as const) {
        expect([account, await logIn(account, pin, shown)]).toEqual([account, wrong]);
      }
    },
  );
});
