import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let id: string;
let mails = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  id = await server.makeSubject('8305');
  mails += 1;
  const identifiers = [{ type: 'email', value: `Ann${mails}@Example.com` }];
  await server.call('PATCH', `/v1/subjects/${id}`, { identifiers });
});

const start = (factor = 'one_time_code') =>
  server.call('POST', `/v1/subjects/${id}/recoveries`, { factor });
const prove = (recovery: unknown, code: unknown) =>
  server.call('POST', `/v1/recoveries/${recovery}/proofs`, { factor: 'one_time_code', code });
const complete = (recovery: unknown) => server.call('POST', `/v1/recoveries/${recovery}/complete`);
const reset = (grant: unknown, newPin: string, subject = id) =>
  server.call('POST', `/v1/subjects/${subject}/pin/reset`, { newPin, grant });
const verify = async (pin: string) =>
  (await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin })).body['outcome'];

async function newestCode(): Promise<string> {
  const answer = await server.call('GET', '/dev/messages');
  const [message] = answer.body as unknown as { to: string; channel: string; code: string }[];
  expect(message).toMatchObject({ channel: 'email', to: `ann${mails}@example.com` });
  return message?.code ?? '';
}

async function grantFor(): Promise<unknown> {
  const { body } = await start();
  await prove(body['id'], await newestCode());
  return (await complete(body['id'])).body['grant'];
}

/** A code of the right form that is certainly not the given one. */
const not = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('recovery by one-time code', () => {
  it('leads from a locked PIN to a new one', async () => {
    for (let guess = 0; guess < 5; guess += 1) await verify('1907');
    expect(await verify('8305')).toBe('locked');
    const grant = await grantFor();
    expect((await reset(grant, '739205')).body).toEqual({ outcome: 'reset' });
    expect(await verify('8305')).toBe('wrong');
    expect(await verify('739205')).toBe('verified');
  });

  it('allows five tries and then none, not even with the right code', async () => {
    const { body } = await start();
    const code = await newestCode();
    for (const attemptsRemaining of [4, 3, 2, 1, 0]) {
      const wrong = await prove(body['id'], not(code));
      expect(wrong.body).toEqual({ outcome: 'wrong', attemptsRemaining });
    }
    expect((await prove(body['id'], code)).body).toEqual({ outcome: 'closed' });
  });

  it('evaluates no more than five codes however many come at once', async () => {
    const { body } = await start();
    const code = await newestCode();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => prove(body['id'], not(code))),
    );
    expect(answers.filter((each) => each.body['outcome'] === 'wrong')).toHaveLength(5);
  });

  it('does not sell more guesses for starting over', async () => {
    let wrong = 0;
    for (let round = 0; round < 4; round += 1) {
      const started = await start();
      if (started.status === 429) {
        expect(started.body['code']).toBe('recovery_locked');
        continue;
      }
      const code = await newestCode();
      for (let guess = 0; guess < 3; guess += 1) {
        const answer = await prove(started.body['id'], not(code));
        if (answer.body['outcome'] === 'wrong') wrong += 1;
      }
    }
    expect(wrong).toBe(5);
  });

  it('opens again when staff unlock, even at the hard cap', async () => {
    for (let wrong = 0; wrong < 100; ) {
      const started = await start();
      if (started.status === 429) {
        await server.advanceClock(25 * 3600);
        continue;
      }
      const code = await newestCode();
      const answer = await prove(started.body['id'], not(code));
      if (answer.body['outcome'] === 'wrong') wrong += 1;
    }
    await server.advanceClock(40 * 24 * 3600);
    expect((await start()).body['code']).toBe('recovery_locked');
    await server.admin('POST', `/tenants/demo/subjects/${id}/unlock`, { reason: 'at the branch' });
    expect((await start()).status).toBe(201);
  });

  it('charges nothing for a malformed code', async () => {
    const { body } = await start();
    for (const code of [123456, '12345', '1234567', '12345a', '１２３４５６', '', null]) {
      expect((await prove(body['id'], code)).status).toBe(400);
    }
    expect((await prove(body['id'], await newestCode())).body).toEqual({ outcome: 'proven' });
  });

  it('lets only the newest code work', async () => {
    const first = await start();
    const oldCode = await newestCode();
    await start();
    expect((await prove(first.body['id'], oldCode)).body).toEqual({ outcome: 'closed' });
  });

  it('ends with its ten minutes', async () => {
    const { body } = await start();
    const code = await newestCode();
    await server.advanceClock(601);
    expect((await prove(body['id'], code)).body).toEqual({ outcome: 'closed' });
  });

  it('is not offered where nothing can be sent', async () => {
    await server.call('PATCH', `/v1/subjects/${id}`, { identifiers: [] });
    const answer = await start();
    expect([answer.status, answer.body['code']]).toEqual([422, 'factor_unavailable']);
  });
});

describe('a grant', () => {
  it('is not given before the proof', async () => {
    const { body } = await start();
    const early = await complete(body['id']);
    expect([early.status, early.body['code']]).toEqual([409, 'recovery_not_proven']);
  });

  it('resets once, among many that try', async () => {
    const grant = await grantFor();
    const pins = ['739205', '271846', '618033', '141592'];
    const answers = await Promise.all(pins.map((pin) => reset(grant, pin)));
    expect(answers.filter((each) => each.body['outcome'] === 'reset')).toHaveLength(1);
    expect(answers.filter((each) => each.body['outcome'] === 'grant_invalid')).toHaveLength(3);
  });

  it('survives a refused PIN, so that a person may choose again', async () => {
    const grant = await grantFor();
    expect((await reset(grant, '123456')).body).toMatchObject({ outcome: 'refused' });
    expect((await reset(grant, '8305')).body).toMatchObject({ rule: 'same_as_current' });
    expect((await reset(grant, '739205')).body).toEqual({ outcome: 'reset' });
  });

  it('is the same one when asked for again, until it is used', async () => {
    const { body } = await start();
    await prove(body['id'], await newestCode());
    const first = await complete(body['id']);
    expect((await complete(body['id'])).body).toEqual(first.body);
    await reset(first.body['grant'], '739205');
    expect((await complete(body['id'])).body['code']).toBe('recovery_closed');
  });

  it('is no way to try many PINs against the old one', async () => {
    const grant = await grantFor();
    const candidates = Array.from({ length: 60 }, (_each, index) => String(735_113 + index * 97));
    const answers = await Promise.all([...candidates, '8305'].map((pin) => reset(grant, pin)));
    const told = answers.filter((each) => each.body['outcome'] !== 'grant_invalid');
    expect(told.filter((each) => each.body['outcome'] === 'reset')).toHaveLength(1);
    const tellers = told.filter((each) =>
      ['history', 'same_as_current'].includes(String(each.body['rule'])),
    );
    expect(tellers.length).toBeLessThanOrEqual(1);
  });

  it('allows a few refused PINs, and then none', async () => {
    const grant = await grantFor();
    for (let choice = 0; choice < 5; choice += 1) {
      expect((await reset(grant, '8305')).body).toMatchObject({ rule: 'same_as_current' });
    }
    expect((await reset(grant, '739205')).body).toEqual({ outcome: 'grant_invalid' });
  });

  it('is worth nothing once the PIN it was about is gone', async () => {
    const changed = await grantFor();
    const change = { currentPin: '8305', newPin: '618033' };
    await server.call('POST', `/v1/subjects/${id}/pin/change`, change);
    expect((await reset(changed, '739205')).body['outcome']).toBe('grant_invalid');

    const outdated = await grantFor();
    const email = (await server.call('GET', `/v1/subjects/${id}`)).body['identifiers'];
    await server.call('DELETE', `/v1/subjects/${id}`);
    await server.call('POST', '/v1/subjects', { id, identifiers: email });
    await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '8305' });
    expect((await reset(outdated, '739205')).body['outcome']).toBe('grant_invalid');

    const suspended = await grantFor();
    const path = `/tenants/demo/subjects/${id}/suspend`;
    await server.admin('POST', path, { reason: 'fraud desk' });
    expect((await reset(suspended, '739205')).body['outcome']).toBe('grant_invalid');
  });

  it('is good for its own subject only, and for five minutes', async () => {
    const grant = await grantFor();
    const other = await server.makeSubject('8305');
    expect((await reset(grant, '739205', other)).body['outcome']).toBe('grant_invalid');
    await server.advanceClock(301);
    expect((await reset(grant, '739205')).body['outcome']).toBe('grant_invalid');
  });
});

describe('recovery by staff', () => {
  it('works when a person can be sent nothing, with a reason on record', async () => {
    const { body } = await start('staff');
    const path = `/tenants/demo/recoveries/${String(body['id'])}/approve`;
    expect((await complete(body['id'])).body['code']).toBe('recovery_not_proven');
    expect((await server.admin('POST', path, {})).status).toBe(400);
    const approved = await server.admin('POST', path, { reason: 'came to the branch' });
    expect(approved.body).toEqual({ outcome: 'proven' });
    const { grant } = (await complete(body['id'])).body;
    expect((await reset(grant, '739205')).body).toEqual({ outcome: 'reset' });
    const audit = await server.admin('GET', '/tenants/demo/audit');
    expect(audit.text).toContain('came to the branch');
  });

  it('cannot be proven with a code', async () => {
    const { body } = await start('staff');
    expect((await prove(body['id'], '123456')).status).toBe(400);
  });
});
