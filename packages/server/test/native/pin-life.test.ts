import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const verify = (id: string, pin: string) =>
  server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin });
const change = (id: string, currentPin: string, newPin: string, more = {}) =>
  server.call('POST', `/v1/subjects/${id}/pin/change`, { currentPin, newPin, ...more });
const status = async (id: string) => (await server.call('GET', `/v1/subjects/${id}/pin`)).body;

describe('verify', () => {
  it('counts down, locks with the last guess, and refuses the right PIN while locked', async () => {
    const id = await server.makeSubject('8305');
    for (const left of [4, 3, 2, 1]) {
      const answer = await verify(id, '1907');
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ outcome: 'wrong', attemptsRemaining: left, lockedUntil: null });
    }
    const last = await verify(id, '1907');
    expect(last.body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 0 });
    const locked = await verify(id, '8305');
    expect(locked.body).toEqual({
      outcome: 'locked',
      attemptsRemaining: 0,
      lockedUntil: last.body['lockedUntil'],
    });
    expect(await status(id)).toMatchObject({ state: 'locked', attemptsRemaining: 0 });
  });

  it('opens by itself when the lock ends, and locks longer the next time', async () => {
    const id = await server.makeSubject('8305');
    const lockBounds = async () => {
      for (;;) {
        const before = await now();
        const { body } = await verify(id, '1907');
        const until = Date.parse(String(body['lockedUntil']));
        // The guess was charged at some instant between the two.
        if (body['lockedUntil'] !== null) return [until - (await now()), until - before];
      }
    };
    const now = async () => {
      const { body } = await server.call('POST', '/dev/clock', { advanceSeconds: 0 });
      return Date.parse(String(body['now']));
    };
    const expectLock = async (seconds: number) => {
      const [least = 0, most = 0] = await lockBounds();
      expect(least).toBeLessThanOrEqual(seconds * 1000);
      expect(most).toBeGreaterThanOrEqual(seconds * 1000);
    };
    await expectLock(60);
    await server.advanceClock(61);
    await expectLock(300);
    await server.advanceClock(301);
    expect((await verify(id, '8305')).body).toMatchObject({
      outcome: 'verified',
      attemptsRemaining: 5,
    });
  });

  it('ends at the hard cap for good; unlock by staff, with a reason, opens again', async () => {
    const id = await server.makeSubject('8305');
    for (let wrong = 0; wrong < 100; ) {
      const { body } = await verify(id, '1907');
      if (body['outcome'] === 'wrong') wrong += 1;
      else await server.advanceClock(24 * 3600);
    }
    await server.advanceClock(365 * 24 * 3600);
    expect((await verify(id, '8305')).body).toMatchObject({ outcome: 'locked', lockedUntil: null });
    const unlock = (body: unknown) =>
      server.admin('POST', `/tenants/demo/subjects/${id}/unlock`, body);
    expect((await unlock({})).status).toBe(400);
    expect((await unlock({ reason: 'called, proved identity' })).status).toBe(200);
    expect((await verify(id, '8305')).body).toMatchObject({ outcome: 'verified' });
  });

  it('tells a subject without a PIN apart only to its own tenant', async () => {
    await server.call('POST', '/v1/subjects', { id: 'no-pin' });
    expect((await verify('no-pin', '8305')).body).toMatchObject({ outcome: 'not_set' });
    expect(await status('no-pin')).toMatchObject({ state: 'not_set', mustChange: false });
  });

  it('keeps purposes apart', async () => {
    const id = await server.makeSubject('8305');
    const set = { pin: '739205', purpose: 'transaction' };
    expect((await server.call('PUT', `/v1/subjects/${id}/pin`, set)).body['outcome']).toBe('set');
    const wrong = { pin: '8305', purpose: 'transaction' };
    const answer = await server.call('POST', `/v1/subjects/${id}/pin/verify`, wrong);
    expect(answer.body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    expect((await status(id))['attemptsRemaining']).toBe(5);
    const path = `/v1/subjects/${id}/pin?purpose=transaction`;
    expect((await server.call('GET', path)).body['attemptsRemaining']).toBe(4);
  });

  it('keeps leading zeros', async () => {
    const id = await server.makeSubject('0837');
    expect((await verify(id, '0837')).body['outcome']).toBe('verified');
    expect((await verify(id, '00837')).body['outcome']).toBe('wrong');
  });
});

describe('set', () => {
  it('never replaces a PIN', async () => {
    const id = await server.makeSubject('8305');
    const again = await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '739205' });
    expect([again.status, again.body['code']]).toEqual([409, 'pin_exists']);
    expect((await verify(id, '8305')).body['outcome']).toBe('verified');
  });

  it('after a deletion tells nothing about the PIN before, however many are tried', async () => {
    const id = await server.makeSubject('8305');
    for (let guess = 0; guess < 5; guess += 1) await verify(id, '1907');
    await server.call('DELETE', `/v1/subjects/${id}/pin`, { reason: 'test' });
    const candidates = ['739205', '271846', '8305', '618033', '141592', '662607'];
    const answers = await Promise.all(
      candidates.map((pin) => server.call('PUT', `/v1/subjects/${id}/pin`, { pin })),
    );
    const outcomes = answers.map((each) => each.body['outcome'] ?? each.body['code']);
    expect(new Set(outcomes)).toEqual(new Set(['set', 'pin_exists']));
  });

  it('names the rule that refuses a PIN, and sets nothing', async () => {
    await server.call('POST', '/v1/subjects', { id: 'picky' });
    const set = (body: object) => server.call('PUT', '/v1/subjects/picky/pin', body);
    const birthDate = '1990-07-23';
    const phone = '+254 712 345 678';
    const refusals = [
      [{ pin: '1234' }, 'sequence'],
      [{ pin: '7777' }, 'repeated'],
      [{ pin: '1987' }, 'year'],
      [{ pin: '2580' }, 'keypad'],
      [{ pin: '230790', personal: { birthDate } }, 'personal'],
      [{ pin: '5678', personal: { phone } }, 'personal'],
      [{ pin: '4712', personal: { phone } }, 'personal'],
      [{ pin: '8264', personal: { id: 'AB-918264' } }, 'personal'],
    ] as const;
    for (const [body, rule] of refusals) {
      const answer = await set(body);
      expect([body.pin, answer.body]).toEqual([body.pin, { outcome: 'refused', rule }]);
    }
    expect(await status('picky')).toMatchObject({ state: 'not_set' });
  });

  it('can hand out a start PIN that demands a change', async () => {
    await server.call('POST', '/v1/subjects', { id: 'starter' });
    const set = { pin: '8305', mustChange: true };
    await server.call('PUT', '/v1/subjects/starter/pin', set);
    expect((await verify('starter', '8305')).body).toMatchObject({ mustChange: true });
    await change('starter', '8305', '739205');
    expect((await verify('starter', '739205')).body).toMatchObject({ mustChange: false });
  });
});

describe('change', () => {
  it('proves the old PIN before it judges the new one', async () => {
    const id = await server.makeSubject('8305');
    const wrong = await change(id, '1907', '1234');
    expect(wrong.body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    const refused = await change(id, '8305', '1234');
    expect(refused.body).toEqual({ outcome: 'refused', rule: 'sequence' });
    expect(await status(id)).toMatchObject({ attemptsRemaining: 5 });
  });

  it('puts the new PIN in force and the old one out', async () => {
    const id = await server.makeSubject('8305');
    expect((await change(id, '8305', '739205')).body).toEqual({ outcome: 'changed' });
    expect((await verify(id, '8305')).body['outcome']).toBe('wrong');
    expect((await verify(id, '739205')).body['outcome']).toBe('verified');
  });

  it('refuses the PIN in force and the five before it, and no more', async () => {
    const id = await server.makeSubject('8305');
    expect((await change(id, '8305', '8305')).body['rule']).toBe('same_as_current');
    const walk = ['739205', '271846', '618033', '141592', '662607', '299792'];
    let current = '8305';
    for (const next of walk) {
      expect((await change(id, current, next)).body['outcome']).toBe('changed');
      current = next;
    }
    expect((await change(id, current, '739205')).body['rule']).toBe('history');
    expect((await change(id, current, '8305')).body['outcome']).toBe('changed');
  });

  it('is forced by staff at the next use', async () => {
    const id = await server.makeSubject('8305');
    const path = `/tenants/demo/subjects/${id}/force-change`;
    expect((await server.admin('POST', path, { reason: 'leak' })).status).toBe(200);
    expect(await status(id)).toMatchObject({ mustChange: true });
    expect((await verify(id, '8305')).body).toMatchObject({
      outcome: 'verified',
      mustChange: true,
    });
  });
});

describe('delete and suspend', () => {
  it('takes a PIN out of force, with a reason', async () => {
    const id = await server.makeSubject('8305');
    expect((await server.call('DELETE', `/v1/subjects/${id}/pin`)).status).toBe(400);
    const gone = await server.call('DELETE', `/v1/subjects/${id}/pin`, { reason: 'left' });
    expect(gone.body).toEqual({ outcome: 'deleted' });
    expect((await verify(id, '8305')).body['outcome']).toBe('not_set');
  });

  it('evaluates nothing for a suspended subject until it is resumed', async () => {
    const id = await server.makeSubject('8305');
    const path = `/tenants/demo/subjects/${id}`;
    await server.admin('POST', `${path}/suspend`, { reason: 'fraud desk' });
    expect(await status(id)).toMatchObject({ state: 'disabled' });
    expect((await verify(id, '8305')).body).toMatchObject({ outcome: 'locked', lockedUntil: null });
    await server.admin('POST', `${path}/resume`, { reason: 'cleared' });
    expect((await verify(id, '8305')).body).toMatchObject({ outcome: 'verified' });
  });

  it('removes a subject with its PIN', async () => {
    const id = await server.makeSubject('8305');
    expect((await server.call('DELETE', `/v1/subjects/${id}`)).status).toBe(204);
    expect((await verify(id, '8305')).status).toBe(404);
  });
});
