import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestCore, type TestCore } from '../../support/test-core.ts';
import { bearer } from './app.ts';
import { prepare, sendLogIn } from './in-process.ts';

// Dev mode knows no limits for this machine, so this is about the call itself, with limits on.

let test: TestCore;
beforeEach(async () => {
  test = await openTestCore();
  await prepare(test);
  const dialectSettings = { etna: { secondFactor: 'email' } };
  await test.core.configureTenant(test.call, { dialectSettings });
});
afterEach(() => test.close());

it('goes on with the code that is alive when enough were sent, or says how long to wait', async () => {
  let token = '';
  for (let sent = 0; sent < 5; sent += 1) token = (await sendLogIn(test.core)).body['Token'] ?? '';
  const waiting = await sendLogIn(test.core);
  expect([waiting.status, waiting.body]).toEqual([
    401,
    {
      ...{ State: 'Failed', Step: 'VerificationCode' },
      Reason: 'Too many codes were sent. Wait 900 seconds.',
    },
  ]);
  expect(waiting.headers?.['retry-after']).toBe('900');
  const goingOn = await sendLogIn(test.core, bearer(token));
  expect([goingOn.status, goingOn.body['Token']]).toEqual([202, token]);
  test.clock.advance(10 * 60_000 + 1);
  expect((await sendLogIn(test.core, bearer(token))).status).toBe(401);
  test.clock.advance(5 * 60_000);
  expect((await sendLogIn(test.core, bearer(token))).status).toBe(202);
});
