import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import { createGuessWatch } from '../../src/core/usecases/watch-guesses.ts';
import { createPinSketch } from '../../src/crypto/pin-sketch.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const RULE = { wrongMax: 10, timesUsual: 2, samePinMax: 8, brakeMs: 600_000 };
const RIGHT = '8305';
const parse = (digits: string) => Pin.parse(digits) as Pin;
const four = (nth: number) => String(1000 + ((nth * 7919) % 9000));

let test: TestCore;
let call: TestCore['call'];
beforeEach(async () => {
  test = await openTestCore();
  const { core } = test;
  const policy = { ...DEFAULT_POLICY, spraying: RULE };
  call = { ...test.call, tenant: await core.configureTenant(test.call, { policy }) };
});
afterEach(() => test.close());

async function enrol(count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, nth) => `subject-${nth}`);
  for (const id of ids) {
    await test.core.createSubject(call, { id, identifiers: [], devices: [] });
    const subject = { id };
    await test.core.setPin(call, { subject, purpose: 'login', newPin: RIGHT } as never);
  }
  return ids;
}

const verify = (id: string, digits: string, from = call) =>
  test.core
    .verifyPin(from, { subject: { id }, purpose: 'login', pin: parse(digits) })
    .then(({ outcome }) => outcome as string)
    .catch((fault: { code: string }) => fault.code);

/** What is usual becomes known: an hour with a wrong PIN now and then. */
async function liveAnHour(): Promise<void> {
  for (let minute = 0; minute < 70; minute += 10) {
    await verify('nobody', four(minute));
    await test.guesses.exchange();
    test.clock.advance(600_000);
  }
}

const events = async () =>
  (await test.ports.store.listEvents(100)).filter(({ type }) => type === 'tenant.spraying');
const attemptsLeft = async (id: string) => {
  const status = await test.core.readPinStatus(call, { subject: { id }, purpose: 'login' });
  return status.outcome === 'status' ? status.lockout.attemptsRemaining : null;
};

describe('one PIN tried on many people', () => {
  it('is noticed, told of once, and slows strangers down without a charge', async () => {
    const ids = await enrol(40);
    const outcomes: string[] = [];
    for (const id of ids) outcomes.push(await verify(id, '1907'));
    await test.guesses.exchange();

    const evaluated = outcomes.filter((each) => each === 'wrong').length;
    expect(evaluated).toBeLessThanOrEqual(RULE.wrongMax + 2);
    expect(outcomes.at(-1)).toBe('rate_limited');
    expect(await events()).toHaveLength(1);
    expect((await events())[0]?.data).toMatchObject({ reason: 'same_pin' });
    expect(await attemptsLeft(ids.at(-1) ?? '')).toBe(5);
    // Who exists, who is locked and who is right is answered alike.
    expect(await verify('nobody', '1907')).toBe('rate_limited');
    expect(await verify(ids[39] ?? '', RIGHT)).toBe('rate_limited');
  });

  it('is not somebody who mistypes, nor many people who each mistype', async () => {
    const ids = await enrol(12);
    for (let nth = 0; nth < 30; nth += 1) await verify(ids[0] ?? '', '1907');
    for (const [nth, id] of ids.entries()) await verify(id, four(nth));
    await test.guesses.exchange();
    expect(await events()).toEqual([]);
  });
});

describe('many wrong PINs', () => {
  it('begin the brake, over all subjects and whether they exist', async () => {
    await liveAnHour();
    const outcomes: string[] = [];
    for (let nth = 0; nth < 30; nth += 1) outcomes.push(await verify(`made-up-${nth}`, four(nth)));
    const compared = outcomes.filter((each) => each === 'unknown_subject');
    expect(compared).toHaveLength(RULE.wrongMax + 1);
    expect(outcomes.at(-1)).toBe('rate_limited');
    await test.guesses.exchange();
    expect(await events()).toMatchObject([{ data: { reason: 'many_wrong' }, subject: '' }]);
  });

  it('are let through one by one also when they come all at once', async () => {
    const ids = await enrol(40);
    await liveAnHour();
    for (const id of ids.slice(0, 11)) await verify(id, four(Number(id.slice(8))));
    test.clock.advance(6 * 60_000);
    // The five minutes are over, the brake is not: so many strangers may try again, and no more.
    const outcomes = await Promise.all(ids.map((id, nth) => verify(id, four(nth + 100))));
    const compared = outcomes.filter((each) => each === 'wrong').length;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(RULE.wrongMax);
  });

  it('leave alone who is right: a right PIN takes nothing of what is let through', async () => {
    const ids = await enrol(3);
    await liveAnHour();
    for (let nth = 0; nth < 12; nth += 1) await verify(`made-up-${nth}`, four(nth));
    test.clock.advance(6 * 60_000);
    for (let nth = 0; nth < 30; nth += 1)
      expect(await verify(ids[nth % 3] ?? '', RIGHT)).toBe('verified');
  });
});

describe('nodes', () => {
  /** Another process on the same store: a watch of its own. */
  const another = () => {
    const { store, clock, random } = test.ports;
    return createGuessWatch({
      ...{ store, clock, random, isUnlimited: () => false },
      sketch: createPinSketch(),
      later: (work) => work(),
    });
  };
  const about = { subject: 's', purpose: 'login', secret: parse('1907'), hasDevice: false };

  it('add up what each of them sees, and tell of it once', async () => {
    await liveAnHour();
    const nodes = [another(), another(), another()];
    for (const node of nodes) await node.exchange();
    for (let nth = 0; nth < 6; nth += 1) {
      for (const node of nodes) {
        const guess = node.begin(call, { ...about, secret: parse(four(nth)) });
        if (!('waitSeconds' in guess)) guess.ended('wrong');
      }
    }
    // No node saw more than is allowed; together they did.
    await Promise.all(nodes.map((node) => node.exchange()));
    await Promise.all(nodes.map((node) => node.exchange()));
    expect(nodes.map((node) => node.look('acme').brake?.reason)).toEqual(
      Array(3).fill('many_wrong'),
    );
    expect(await events()).toHaveLength(1);
  });

  it('that start while a brake is on have it from the first guess', async () => {
    await liveAnHour();
    for (let nth = 0; nth < 30; nth += 1) await verify(`made-up-${nth}`, four(nth));
    await test.guesses.exchange();
    const fresh = another();
    await fresh.exchange();
    expect(fresh.begin(call, about)).toEqual({ waitSeconds: 60 });
  });
});

describe('the brake', () => {
  async function trip(): Promise<readonly string[]> {
    const ids = await enrol(4);
    const phone = { ...call, device: { id: 'phone', isNew: true } };
    expect(await verify('subject-0', RIGHT, phone)).toBe('verified');
    await liveAnHour();
    for (let nth = 0; nth < 20; nth += 1) await verify(`made-up-${nth}`, four(nth));
    expect(await verify('subject-1', RIGHT)).toBe('rate_limited');
    await test.guesses.exchange();
    return ids;
  }

  it('lets a known device go on, and one that only says so not', async () => {
    await trip();
    const phone = { ...call, device: { id: 'phone', isNew: false } };
    expect(await verify('subject-0', RIGHT, phone)).toBe('verified');
    expect(await verify('subject-1', RIGHT, phone)).toBe('rate_limited');
    expect(await attemptsLeft('subject-1')).toBe(5);
  });

  it('ends by itself', async () => {
    await trip();
    test.clock.advance(RULE.brakeMs + 6 * 60_000);
    expect(await verify('subject-1', RIGHT)).toBe('verified');
  });

  it('is ended by staff, at once and with an entry in the trail', async () => {
    await trip();
    expect(await test.core.readGuesses(call)).toMatchObject({ brake: { reason: 'many_wrong' } });
    expect(await test.core.endBrake(call, { reason: 'a test of ours' })).toBe(true);
    expect(await verify('subject-1', RIGHT)).toBe('verified');
    expect(await test.core.endBrake(call, { reason: 'again' })).toBe(false);
    const trail = await test.core.listAudit(call, 50);
    expect(trail.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining(['tenant.spraying began', 'tenant.end_brake ended']),
    );
  });

  it('is only told of where the tenant wants it so', async () => {
    const spraying = { ...RULE, brakeMs: 0 };
    const policy = { ...DEFAULT_POLICY, spraying };
    call = { ...call, tenant: await test.core.configureTenant(call, { policy }) };
    await enrol(2);
    await liveAnHour();
    for (let nth = 0; nth < 20; nth += 1) await verify(`made-up-${nth}`, four(nth));
    await test.guesses.exchange();
    expect(await events()).toHaveLength(1);
    expect(await verify('subject-1', RIGHT)).toBe('verified');
  });

  it('is another tenant’s alone', async () => {
    await trip();
    const tenant = await test.core.createTenant(test.call, { id: 'other', name: 'Other' });
    expect(await verify('nobody', RIGHT, { ...call, tenant })).toBe('unknown_subject');
  });
});
