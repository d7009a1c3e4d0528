import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { Pin } from '../../src/core/model/pin.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { readPrompt } from '../../src/core/usecases/read-prompt.ts';
import { verifyPin } from '../../src/core/usecases/verify-pin.ts';
import { authenticateByToken } from '../../src/dialects/onboarding/authenticate.ts';
import { login } from '../../src/dialects/onboarding/calls/login.ts';
import { PASSWORD } from '../dialects/etna/app.ts';
import { passwordOf, prepare, sendLogIn } from '../dialects/etna/in-process.ts';
import { DEVICE, loginBody, OTHER_DEVICE } from '../dialects/onboarding/app.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const PIN = '8305';
const WRONG_PIN = '4071';
const WRONG_PASSWORD = 'wrong-Kettle-42';

let test: TestCore;
let work: string[];

/** Notes commits and, by name, what is read: what makes an answer slow. */
function noting<T extends object>(parts: T, isNoted: (name: string) => string | null): T {
  const noted = Object.entries(parts).map(([name, part]) => {
    const note = isNoted(name);
    if (note === null || typeof part !== 'function') return [name, part];
    const noteFirst = (...given: unknown[]) => {
      work.push(note);
      return part.apply(parts, given) as unknown;
    };
    return [name, noteFirst];
  });
  return Object.fromEntries(noted) as T;
}

const commits = (name: string) => (/^(applyTo|record$|claim|release)/.test(name) ? 'commit' : null);

/** What a request comes to, and how much work of each kind it took, in whatever order. */
async function workOf<T>(ask: () => Promise<T>): Promise<{ readonly answer: T; work: string }> {
  work = [];
  const answer = await ask();
  return { answer, work: work.sort().join(' ') };
}

beforeEach(async () => {
  work = [];
  const whileComparing = async () => work.push('hash');
  const wrapStore = (store: Store) => noting(store, commits);
  test = await openTestCore({ wrapStore, whileComparing });
});
afterEach(() => test.close());

describe('a login on the ETNA wire', () => {
  beforeEach(() => prepare(test));

  async function make(id: string, password: string | null = PASSWORD): Promise<void> {
    const identifiers = [{ type: 'username', value: id }] as const;
    await test.core.createSubject(test.call, { id, identifiers });
    if (password === null) return;
    const newPassword = passwordOf(password);
    await test.core.putPassword(test.call, { subject: { id }, newPassword });
  }
  const logIn = (username: string, password = WRONG_PASSWORD) =>
    workOf(async () => JSON.stringify(await sendLogIn(test.core, { username, password })));

  it('takes the same work and answer for nobody, and for who may not or can not get in', async () => {
    for (const name of ['wrong', 'locked', 'suspended']) await make(name);
    await make('without', null);
    const suspend = { id: 'suspended', reason: 'a test', to: 'suspended' } as const;
    await test.core.suspendSubject(test.call, suspend);
    for (let guess = 0; guess < 5; guess += 1) await logIn('locked');
    const wrong = await logIn('wrong');
    expect(wrong.work).toBe('commit commit hash');
    for (const name of ['nobody', 'nobody@example.com', 'without', 'locked', 'suspended']) {
      expect([name, await logIn(name)]).toEqual([name, wrong]);
    }
    // The right one is not told from a wrong one either.
    for (const name of ['locked', 'suspended']) {
      expect([name, await logIn(name, PASSWORD)]).toEqual([name, wrong]);
    }
  });

  it('costs no hash where nothing was shown that could be a password', async () => {
    await make('known');
    for (const name of ['known', 'nobody']) {
      for (const none of ['', 'x'.repeat(200)]) expect((await logIn(name, none)).work).toBe('');
    }
  });
});

describe('a login on the onboarding wire', () => {
  let call: Call;
  beforeEach(async () => {
    const wanted = { dialect: 'onboarding', name: 'an app', id: 'MOB-APP-1' };
    await test.core.createCallerKey(test.call, wanted);
    call = { ...test.call, dialect: 'onboarding', actor: wanted.id };
  });

  async function make(account: string, pin: string | null = PIN): Promise<void> {
    const identifiers = [{ type: 'account', value: account }] as const;
    const devices = [{ type: 'DEVICE', value: DEVICE }];
    await test.core.createSubject(call, { id: account, identifiers, devices });
    const subject = { id: account };
    if (pin !== null) await test.core.setPin(call, { subject, purpose: 'login', newPin: pin });
  }

  /** By an app that showed no secret, from a phone that is not the owner's. */
  async function logIn(account: string, pin = WRONG_PIN) {
    const opened = await test.core.openSignIn(call, {
      ...{ subject: null, purpose: 'login', level: 'client', ttlMs: 60_000, bound: false },
    });
    const { token } = opened;
    const headers = { 'x-api-token': token, 'x-api-key': call.actor, 'x-account-number': account };
    const body = Buffer.from(JSON.stringify(loginBody({ pin, deviceId: OTHER_DEVICE }, token)));
    const [route] = login;
    if (route === undefined) throw new Error('no such call');
    const address = `/onboarding-wallet${route.path}`;
    const about = { id: 'x', source: '192.0.2.1', params: {}, query: {}, method: 'POST', address };
    const request = { ...about, headers, body };
    return workOf(async () => {
      const { keyId: actor, ...caller } = await authenticateByToken(request, test.core);
      const answer = await route.handle(request, { ...call, ...caller, actor }, test.core);
      return JSON.stringify(answer);
    });
  }

  it('takes a stranger the same work and answer for nobody and a wrong PIN', async () => {
    for (const account of ['4001', '4003', '4004']) await make(account);
    await make('4002', null);
    await test.core.suspendSubject(call, { id: '4004', reason: 'a test', to: 'suspended' });
    for (let guess = 0; guess < 5; guess += 1) await logIn('4003');
    const wrong = await logIn('4001');
    expect(wrong.work).toBe('commit commit hash');
    expect(wrong.answer).toContain('"resCode":17');
    const [nobody, without, locked, suspended] = ['4999', '4002', '4003', '4004'] as const;
    for (const account of [nobody, without, locked, suspended]) {
      expect([account, await logIn(account)]).toEqual([account, wrong]);
    }
    expect(await logIn(locked, PIN)).toEqual(wrong);
  });
});

describe('a PIN that is tested', () => {
  it('takes one seal or its opening and one hash, whatever there is to compare with', async () => {
    for (const id of ['wrong', 'locked', 'without']) {
      await test.core.createSubject(test.call, { id });
      const set = { subject: { id }, purpose: 'login', newPin: PIN };
      if (id !== 'without') await test.core.setPin(test.call, set);
    }
    const sealer = noting(test.ports.sealer, (name) => (name === 'digest' ? null : 'cipher'));
    const pin = Pin.parse(WRONG_PIN);
    if (pin === null) throw new Error('the test has a malformed PIN');
    const guess = (id: string) =>
      workOf(() =>
        verifyPin({ ...test.ports, sealer }, test.call, {
          ...{ subject: { id }, purpose: 'login', pin, evenly: true },
        }),
      );
    for (let spent = 0; spent < 5; spent += 1) await guess('locked');
    const { work: usual } = await guess('wrong');
    expect(usual).toBe('cipher commit commit hash');
    for (const id of ['nobody', 'without', 'locked']) {
      expect([id, (await guess(id)).work]).toEqual([id, usual]);
    }
  });
});

describe('a picture and phrase', () => {
  const purpose = 'login';
  const mine = { image: 'tiger', phrase: 'Mangoes after the long rains' } as const;

  it('take the same reads and seals for nobody, for who chose none, and for who did', async () => {
    for (const id of ['chosen', 'none', 'without']) {
      await test.core.createSubject(test.call, {
        id,
        identifiers: [{ type: 'username', value: `${id}.user` }],
      });
    }
    for (const id of ['chosen', 'none']) {
      const prompt = id === 'chosen' ? { prompt: mine } : {};
      await test.core.setPin(test.call, { subject: { id }, purpose, newPin: PIN, ...prompt });
    }
    const { store, sealer } = test.ports;
    const all = (name: string) => name;
    const ports = { store: noting(store, all), sealer: noting(sealer, all) };
    const read = (name: string, byId: boolean) => {
      const identifier = { type: 'username', value: `${name}.user` } as const;
      const subject = byId ? { id: name } : { identifier };
      return workOf(() => readPrompt(ports, test.call, { subject, purpose }));
    };
    for (const byId of [true, false]) {
      const { answer, work: usual } = await read('chosen', byId);
      expect(answer).toEqual({ ...mine, chosen: true });
      expect(usual).toMatch(/^digest .*open read.* seal$/);
      for (const name of ['none', 'without', 'nobody']) {
        const other = await read(name, byId);
        expect([name, other.answer.chosen, other.work]).toEqual([name, false, usual]);
      }
    }
  });
});
