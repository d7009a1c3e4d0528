import { afterEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const subject = { id: 'ann' };
const purpose = 'login';
const RIGHT = '8305';

let opened: TestCore;
let meanwhile: () => Promise<unknown>;
afterEach(() => opened.close());

function read(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error('the test has a malformed PIN');
  return pin;
}

/** Opens a core where `act` happens once, during the next comparison. */
async function openWith(act: (core: TestCore) => Promise<unknown>): Promise<void> {
  meanwhile = async () => undefined;
  opened = await openTestCore({ whileComparing: () => meanwhile() });
  await opened.core.createSubject(opened.call, subject);
  await opened.core.setPin(opened.call, { subject, purpose, newPin: RIGHT });
  meanwhile = async () => {
    meanwhile = async () => undefined;
    await act(opened);
  };
}

const verify = (pin = RIGHT) =>
  opened.core.verifyPin(opened.call, { subject, purpose, pin: read(pin) });
const change = (newPin: string) =>
  opened.core.changePin(opened.call, { subject, purpose, currentPin: read(RIGHT), newPin });

/** Each was meant to stop the attempt that is under way, so the right PIN comes too late. */
describe('a right PIN, while it is being compared', () => {
  it('is not verified when staff put the credential on hold', async () => {
    const reason = 'card reported lost';
    await openWith(({ core, call }) => core.hold(call, { subject, purpose, until: null, reason }));
    expect(await verify()).toMatchObject({ outcome: 'locked' });
  });

  it('is not verified when staff suspend the subject', async () => {
    const command = { id: 'ann', reason: 'fraud desk', to: 'suspended' } as const;
    await openWith(({ core, call }) => core.suspendSubject(call, command));
    expect(await verify()).toMatchObject({ outcome: 'locked' });
  });

  it('is wrong when another change replaced it', async () => {
    await openWith(() => change('739205'));
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
    expect(await verify('739205')).toMatchObject({ outcome: 'verified' });
  });

  it('changes nothing when it was deleted', async () => {
    const reason = 'account closed';
    await openWith(({ core, call }) => core.deletePin(call, { subject, purpose, reason }));
    expect(await change('739205')).toMatchObject({ outcome: 'wrong' });
    expect(await verify('739205')).toMatchObject({ outcome: 'not_set' });
  });

  it('answers no subject when that was deleted and made again', async () => {
    await openWith(async ({ core, call }) => {
      await core.deleteSubject(call, 'ann');
      await core.createSubject(call, subject);
      await core.setPin(call, { subject, purpose, newPin: '739205' });
    });
    expect(await verify()).toMatchObject({ outcome: 'wrong' });
  });
});

describe('a comparison that does not run', () => {
  it('gives the guess back, and says that something broke', async () => {
    await openWith(() => Promise.reject(new Error('the thread died')));
    await expect(verify()).rejects.toThrow('the thread died');
    const status = await opened.core.readPinStatus(opened.call, { subject, purpose });
    expect(status).toMatchObject({ lockout: { attemptsRemaining: 5 } });
  });
});
