import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '../../../src/dialects/dialect.ts';
import { startPasswordReset } from '../../../src/dialects/etna/calls/start-password-reset.ts';
import { STRANGER_STEP_MS } from '../../../src/dialects/stranger-step.ts';
import { openTestCore, type TestCore } from '../../support/test-core.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  configure,
  demoApp,
  enrol,
  must,
  newestCode,
  PASSWORD,
  type Person,
  PIN,
  pinOf,
} from './app.ts';
import { ANN, prepare, sendLogIn, sendTo } from './in-process.ts';

const CHOSEN = 'quiet-Harbour-88';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

const wantReset = (User: string, more: object = {}) =>
  app.ask('POST', '/v1.0/users/password/reset', { User, ...more });
const swap = (Code: string, Identifier: string, headers = {}) =>
  app.ask('POST', '/v1.0/users/identifiers/reset/code', { Code, Identifier }, headers);
const finish = (Token: unknown, Password: string) => {
  const chosen = { Password, PasswordConfirmation: Password };
  return app.ask('PUT', '/v1.0/users/passwords/reset', { Token, ...chosen });
};
const staffSets = ({ subject }: Person) => {
  const path = `/tenants/${server.demo.tenant}/subjects/${subject}/password`;
  return must(server.admin('PUT', path, { password: CHOSEN, mustChange: false }));
};

describe('what anybody may ask about a name', () => {
  it.each([
    ['a forgotten password', wantReset],
    [
      'the secret question',
      (name: string) => app.ask('GET', `/v1.0/users/password/secret-question?username=${name}`),
    ],
    ['a login', (username: string) => app.logIn({ username }, { password: CHOSEN })],
  ] as const)('is answered at a whole step, known or not: %s', async (_what, asked) => {
    const { username } = await enrol(server);
    for (const name of [username, 'nobody-at-all']) {
      const startedAt = performance.now();
      expect([200, 401]).toContain((await asked(name)).status);
      // A timer counts from the turn of the event loop it was set in.
      expect(performance.now() - startedAt).toBeGreaterThan(STRANGER_STEP_MS - 20);
    }
  });
});

describe('a password that has to be changed', () => {
  it('is not replaced by itself, and the token for the change is spent by trying', async () => {
    const ann = await enrol(server, { pin: PIN, mustChangePassword: true });
    const first = await app.logIn(ann);
    const { ConfirmationToken: token } = first.body;
    expect([first.status, token]).toEqual([401, expect.any(String)]);
    expect((await finish(token, PASSWORD)).status).toBe(400);
    expect((await finish(token, CHOSEN)).status).toBe(400);
    const again = await app.logIn(ann);
    expect([again.status, again.body['Step']]).toEqual([401, 'BaseAuthentication']);
    expect((await finish(again.body['ConfirmationToken'], CHOSEN)).status).toBe(200);
    expect((await app.logIn(ann, { password: CHOSEN })).status).toBe(202);
  });

  it('is changed by nobody who shows no second factor', async () => {
    await configure(server, { secondFactor: 'email', passwordMaxAgeDays: 30 });
    try {
      const expired = await enrol(server, { pin: PIN });
      await server.advanceClock(31 * 86_400);
      const started = await enrol(server, { pin: PIN, mustChangePassword: true });
      for (const person of [expired, started]) {
        const first = await app.logIn(person);
        expect(first.status).toBe(202);
        expect(first.body).toMatchObject({ Step: 'VerificationCode', State: 'Expecting' });
        expect(first.body).not.toHaveProperty('ConfirmationToken');
        const verificationcode = await newestCode(server, person.email);
        const withCode = { ...bearer(first.body['Token']), verificationcode };
        const proven = await app.logIn(person, withCode);
        expect([proven.status, proven.body['Step']]).toEqual([401, 'BaseAuthentication']);
        expect((await finish(proven.body['ConfirmationToken'], CHOSEN)).status).toBe(200);
      }
    } finally {
      await configure(server, { secondFactor: 'off', passwordMaxAgeDays: null });
    }
  });
});

describe('a reset code', () => {
  it('opens nothing once the password was replaced', async () => {
    const ann = await enrol(server);
    await wantReset(ann.username);
    const code = await newestCode(server, ann.email);
    await staffSets(ann);
    expect((await swap(code, 'ResetPassword')).status).toBe(400);
    expect((await app.logIn(ann, { password: CHOSEN })).status).toBe(202);
  });

  it('that was swapped before opens nothing either', async () => {
    const ann = await enrol(server);
    await wantReset(ann.username);
    const swapped = await swap(await newestCode(server, ann.email), 'ResetPassword');
    expect(swapped.status).toBe(200);
    await staffSets(ann);
    expect((await finish(swapped.body['Model'], 'thief-Chose-This-1')).status).toBe(400);
    expect((await app.logIn(ann, { password: CHOSEN })).status).toBe(202);
  });

  /** Somebody who showed their password, with a code for the PIN on its way. */
  async function forgetful() {
    const person = await enrol(server, { pin: PIN });
    const auth = bearer((await app.logIn(person)).body['Token']);
    await must(app.ask('POST', '/v1/users/@me/pincode', {}, auth));
    const code = await newestCode(server, person.email);
    const guess = (by: number) => {
      const wrong = String((Number(code) + by) % 1_000_000).padStart(6, '0');
      return swap(wrong, 'ResetPinCode', auth);
    };
    return { person, auth, code, guess };
  }

  it('for the PIN opens nothing once the PIN was replaced', async () => {
    const { person, code } = await forgetful();
    const change = { currentPin: PIN, newPin: '739205' };
    await must(server.call('POST', `/v1/subjects/${person.subject}/pin/change`, change));
    expect((await swap(code, 'ResetPinCode')).status).toBe(400);
  });

  it('of a known person is good after four wrong ones, and tried by nobody else', async () => {
    const [ann, bob] = [await forgetful(), await forgetful()];
    expect((await swap(ann.code, 'ResetPinCode', bob.auth)).status).toBe(400);
    for (let by = 1; by <= 4; by += 1) expect((await ann.guess(by)).status).toBe(400);
    expect((await swap(ann.code, 'ResetPinCode', ann.auth)).status).toBe(200);
  });

  it('of a known person is charged to them, so that the sixth try is refused, right or not', async () => {
    const { person: ann, auth, code, guess } = await forgetful();
    for (let by = 1; by <= 5; by += 1) expect((await guess(by)).status).toBe(400);
    expect((await swap(code, 'ResetPinCode', auth)).status).toBe(400);
    expect((await swap(code, 'ResetPinCode')).status).toBe(400);
    const path = `/v1/subjects/${ann.subject}/recoveries`;
    const recovery = await server.call('POST', path, { factor: 'one_time_code' });
    expect(recovery.body['code']).toBe('recovery_locked');
    expect(await pinOf(server, ann)).toEqual({ state: 'active', attemptsRemaining: 5 });
  });
});

it('lets no wrong answer of a stranger end the recovery its owner has under way', async () => {
  const tenant = `/tenants/${server.demo.tenant}`;
  await must(server.admin('PATCH', tenant, { policy: { questionsMin: 1 } }));
  const ann = await enrol(server, { pin: PIN });
  const path = `/v1/subjects/${ann.subject}`;
  const answer = 'Rex the dog';
  const questions = [{ question: 'First pet?', answer }];
  await must(server.call('PUT', `${path}/questions`, { currentPin: PIN, questions }));
  const factor = 'security_questions';
  const own = await server.call('POST', `${path}/recoveries`, { factor });
  for (const SecretQuestionAnswer of ['no idea', 'Tom the cat']) {
    expect((await wantReset(ann.username, { SecretQuestionAnswer })).status).toBe(400);
  }
  const proofs = `/v1/recoveries/${String(own.body['id'])}/proofs`;
  const proof = await server.call('POST', proofs, { factor, answers: [answer] });
  expect(proof.body['outcome']).toBe('proven');
});

// Dev mode knows no limits for this machine, so what follows goes without HTTP.
describe('resets that strangers ask for', () => {
  let test: TestCore;
  beforeEach(async () => {
    test = await openTestCore();
    await prepare(test);
    await test.core.configureTenant(test.call, {
      dialectSettings: { etna: { secondFactor: 'email' } },
    });
  });
  afterEach(() => test.close());

  const resetOf = (User: string): Route => ({
    ...startPasswordReset,
    handle: (request, call, core) => {
      const body = Buffer.from(JSON.stringify({ User }));
      return startPasswordReset.handle({ ...request, body }, call, core);
    },
  });

  it('leave room for the code of a login', async () => {
    for (let asked = 0; asked < 20; asked += 1) {
      expect((await sendTo(test.core, resetOf(ANN.username))).status).toBe(200);
    }
    const owner = await sendLogIn(test.core);
    expect([owner.status, owner.body['Reason']]).toEqual([202, 'Expecting confirmation code']);
  });
});
