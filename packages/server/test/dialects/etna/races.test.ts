import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Core } from '../../../src/core/core.ts';
import { openTestCore, type TestCore } from '../../support/test-core.ts';
import { OTHER_PIN, PIN } from './app.ts';
import { ANN, passwordOf, prepare, sendLogIn } from './in-process.ts';

// What somebody earns with a secret must not outlive it because it was replaced at the same moment.

const subject = { id: ANN.id };
const about = { subject, purpose: 'login' };

let test: TestCore;
beforeEach(async () => {
  test = await openTestCore();
  await prepare(test);
});
afterEach(() => test.close());

/** The core, with something that happens once, just before one of its use cases runs. */
function interrupt(verb: 'openSignIn' | 'grantNew', first: () => Promise<unknown>): Core {
  let interrupted = false;
  const interruptOnce = async () => {
    if (interrupted) return;
    interrupted = true;
    test.clock.advance(5);
    await first();
  };
  const { core } = test;
  return verb === 'openSignIn'
    ? {
        ...core,
        openSignIn: async (...given) => {
          await interruptOnce();
          return core.openSignIn(...given);
        },
      }
    : {
        ...core,
        grantNew: async (...given) => {
          await interruptOnce();
          return core.grantNew(...given);
        },
      };
}

it('a PIN that was replaced after it was compared lets nobody in', async () => {
  await test.core.setPin(test.call, { ...about, newPin: PIN });
  const core = interrupt('openSignIn', async () => {
    await test.core.deletePin(test.call, { ...about, reason: 'test' });
    await test.core.setPin(test.call, { ...about, newPin: OTHER_PIN });
  });
  const { status, body } = await sendLogIn(core, { pincode: PIN });
  expect([status, body['Reason']]).toEqual([202, 'Invalid pin']);
});

it('a first PIN that was set meanwhile cannot be replaced with what was given for none', async () => {
  const core = interrupt('grantNew', () =>
    test.core.setPin(test.call, { ...about, newPin: OTHER_PIN }),
  );
  const { status, body } = await sendLogIn(core);
  expect([status, body['Reason']]).toEqual([202, 'Invalid pin']);
  expect(body).not.toHaveProperty('ConfirmationToken');
});

it('a password that was replaced after it was compared opens nothing', async () => {
  const core = interrupt('openSignIn', () =>
    test.core.putPassword(test.call, { subject, newPassword: passwordOf('another-Kettle-42') }),
  );
  await test.core.setPin(test.call, { ...about, newPin: PIN });
  const { status, body } = await sendLogIn(core, { pincode: PIN });
  expect([status, body['Reason']]).toEqual([401, 'Invalid credentials']);
});
