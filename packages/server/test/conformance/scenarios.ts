import { afterAll, beforeAll, expect, it } from 'vitest';
import { foreignHashOf } from '../support/foreign-hashes.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import type { Door, OpenDoor, Person } from './door.ts';
import { openNativeDoor } from './native-door.ts';

/** What every wire has to do, written once. */
export function scenarios(openDoor: OpenDoor): void {
  let server: TestServer;
  let door: Door;
  beforeAll(async () => {
    // The storms are about the budget; operation/overload.test.ts is about too many guesses.
    server = await startTestServer({ flags: { 'hash-places': '4096' } });
    door = await openDoor(server);
  });
  afterAll(() => server.close());

  /**
   * Guesses that were evaluated so far, by the trail: a wire may answer the guess that closes the
   * lock with that lock.
   */
  const evaluated = (person: Person) => countTrail(person, 'wrong');

  async function countTrail({ subject }: Person, outcome: string): Promise<number> {
    const { core } = server.server;
    const tenant = await core.readTenant(server.demo.tenant);
    if (tenant === null) throw new Error('no demo tenant');
    const call = { tenant, actor: 'test', dialect: 'test', source: 'test', requestId: 'test' };
    const entries = await core.listAudit(call, 10_000);
    return entries.filter((each) => each.subject === subject && each.outcome === outcome).length;
  }

  /** Spends guesses; answers how many the wire evaluated before it refused to. */
  async function guessUntilLocked(person: Person): Promise<number> {
    const before = await evaluated(person);
    for (let guesses = 0; guesses <= door.budget; guesses += 1) {
      const verdict = await door.verify(person, door.pins.wrong);
      if (verdict !== 'wrong') {
        expect(verdict).toBe('locked');
        return (await evaluated(person)) - before;
      }
    }
    return Number.POSITIVE_INFINITY;
  }

  it('tells a right PIN from a wrong one', async () => {
    const person = await door.enrol(door.pins.first);
    expect(await door.verify(person, door.pins.first)).toBe('right');
    expect(await door.verify(person, door.pins.wrong)).toBe('wrong');
    expect(await door.verify(person, door.pins.first)).toBe('right');
  });

  it('locks with the last guess, and then refuses the right PIN too', async () => {
    const person = await door.enrol(door.pins.first);
    expect(await guessUntilLocked(person)).toBe(door.budget);
    expect(await door.verify(person, door.pins.first)).toBe('locked');
    expect(await door.change(person, door.pins.first, door.pins.second)).toBe('locked');
  });

  it('gives back after a right PIN what this wire promises', async () => {
    const person = await door.enrol(door.pins.first);
    for (let guess = 1; guess < door.budget; guess += 1) await door.verify(person, door.pins.wrong);
    expect(await door.verify(person, door.pins.first)).toBe('right');
    expect(await guessUntilLocked(person)).toBe(door.budgetAfterRight);
  });

  it('opens again when the lock ends, and not before', async () => {
    const person = await door.enrol(door.pins.first);
    await guessUntilLocked(person);
    await server.advanceClock(door.firstLockSeconds - 10);
    expect(await door.verify(person, door.pins.first)).toBe('locked');
    await server.advanceClock(11);
    expect(await door.verify(person, door.pins.first)).toBe('right');
  });

  it('opens again when staff unlock', async () => {
    const person = await door.enrol(door.pins.first);
    await guessUntilLocked(person);
    const { tenant } = server.demo;
    const path = `/tenants/${tenant}/subjects/${person.subject}/unlock`;
    const unlocked = await server.admin('POST', path, {
      reason: 'conformance scenario',
      purpose: door.purpose,
    });
    expect(unlocked.status).toBe(200);
    expect(await door.verify(person, door.pins.first)).toBe('right');
  });

  it('changes a PIN for whoever knows the old one, and judges the new one after the old', async () => {
    const { first, second, wrong, refused } = door.pins;
    const person = await door.enrol(first);
    expect(await door.change(person, wrong, second)).toBe('wrong');
    expect(await door.change(person, wrong, refused)).toBe('wrong');
    expect(await door.change(person, first, refused)).toBe('refused');
    expect(await door.change(person, first, second)).toBe('changed');
    expect(await door.verify(person, first)).toBe('wrong');
    expect(await door.verify(person, second)).toBe('right');
  });

  it('sets a first PIN once, and nothing that is sent for a first one replaces it', async () => {
    const { first, second } = door.pins;
    const person = await door.enrol(first);
    await door.setOver(person, second);
    expect(await door.verify(person, first)).toBe('right');
  });

  it('makes a change once that is sent twice at once', async () => {
    const { first, second } = door.pins;
    const person = await door.enrol(first);
    const sent = [door.change(person, first, second), door.change(person, first, second)];
    const verdicts = await Promise.all(sent);
    expect(verdicts).toContain('changed');
    expect(await door.verify(person, second)).toBe('right');
    expect(await door.verify(person, first)).toBe('wrong');
  });

  it('lets somebody who forgot the PIN choose another, a lock notwithstanding', async () => {
    const { first, second } = door.pins;
    const person = await door.enrol(first);
    await guessUntilLocked(person);
    await door.recover(person, second);
    expect(await door.verify(person, second)).toBe('right');
    expect(await door.verify(person, first)).toBe('wrong');
  });

  it('takes a PIN whose hash another system made, and makes it anew at the first success', async () => {
    const { first, second, wrong } = door.pins;
    const person = await door.enrol(second);
    const path = `/tenants/${server.demo.tenant}/subjects/${person.subject}/pin-hash`;
    const hash = foreignHashOf(first);
    const body = { hash, purpose: door.purpose, replace: true };
    expect(await server.admin('PUT', path, body)).toMatchObject({ status: 200 });
    expect(await door.verify(person, wrong)).toBe('wrong');
    expect(await countTrail(person, 'renewed')).toBe(0);
    expect(await door.verify(person, first)).toBe('right');
    expect(await door.verify(person, first)).toBe('right');
    expect(await countTrail(person, 'renewed')).toBe(1);
    expect(await door.verify(person, second)).toBe('wrong');
  });

  it('knows no strangers, and does not lock them', async () => {
    const nobody = door.stranger();
    for (let guess = 0; guess <= door.budget; guess += 1) {
      expect(await door.verify(nobody, door.pins.first)).toBe('unknown');
    }
    expect(await door.change(nobody, door.pins.first, door.pins.second)).toBe('unknown');
  });

  it("knows nobody of another tenant, and another tenant's guesses cost nothing here", async () => {
    const person = await door.enrol(door.pins.first);
    const foreign = await door.foreign();
    for (let guess = 0; guess <= door.budget; guess += 1) {
      expect(await foreign.verify(person, door.pins.first)).toBe('unknown');
    }
    expect(await foreign.change(person, door.pins.first, door.pins.second)).toBe('unknown');
    expect(await guessUntilLocked(person)).toBe(door.budget);
  });

  it('charges nothing for what is no PIN', async () => {
    const person = await door.enrol(door.pins.first);
    for (const value of door.malformed) {
      expect([value, await door.sendMalformed(person, value)]).toEqual([value, 'refused']);
    }
    expect(await guessUntilLocked(person)).toBe(door.budget);
  });

  it('evaluates exactly the budget of a storm', async () => {
    const person = await door.enrol(door.pins.first);
    const guesses = Array.from({ length: 120 }, (_each, index) =>
      index % 2 === 0
        ? door.verify(person, door.pins.wrong)
        : door.change(person, door.pins.wrong, door.pins.second),
    );
    const verdicts = await Promise.all(guesses);
    expect(await evaluated(person)).toBe(door.budget);
    const refusals = verdicts.filter((verdict) => verdict === 'locked');
    expect(refusals.length).toBeGreaterThanOrEqual(120 - door.budget);
    expect(verdicts.every((verdict) => verdict === 'wrong' || verdict === 'locked')).toBe(true);
  });

  it('shares one budget with the other doors to the same PIN', async () => {
    const person = await door.enrol(door.pins.first);
    const native = await openNativeDoor(server, door.purpose);
    const guesses = Array.from({ length: 60 }, (_each, index) =>
      (index % 2 === 0 ? door : native).verify(person, door.pins.wrong),
    );
    await Promise.all(guesses);
    // A stricter wire closes the budget it shares as soon as a guess arrives through it.
    const budgets = [door.budget, native.budget].sort();
    expect(await evaluated(person)).toBeGreaterThanOrEqual(budgets[0] ?? 0);
    expect(await evaluated(person)).toBeLessThanOrEqual(budgets[1] ?? 0);
    expect(await native.verify(person, door.pins.first)).toBe('locked');
    expect(await door.verify(person, door.pins.first)).toBe('locked');
  });
}
