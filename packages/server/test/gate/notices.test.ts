import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, createCore } from '../../src/core/core.ts';
import type { Call } from '../../src/core/model/call.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/core/model/instant.ts';
import { DEFAULT_MESSAGES } from '../../src/core/model/message-settings.ts';
import { DEFAULT_PAGES } from '../../src/core/model/pages.ts';
import { passwordKey } from '../../src/core/model/password.ts';
import { openContents } from '../../src/core/usecases/compose-message.ts';
import { configured } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { passwordOf, pinOf } from '../support/typed.ts';

const subject = { id: 'ann' };
const about = { subject, purpose: 'login' };
const mail = { type: 'email', value: 'ann@example.com' } as const;
const phone = { type: 'msisdn', value: '254700000001' } as const;

let opened: TestCore;
let core: Core;
let call: Call;

beforeEach(async () => {
  opened = await openTestCore();
  ({ core, call } = opened);
});
afterEach(() => opened.close());

const setPin = () => core.setPin(call, { ...about, newPin: '8305' });
const change = (newPin = '739205', currentPin = '8305') =>
  core.changePin(call, { ...about, currentPin: pinOf(currentPin), newPin });
async function resetPin(newPin: string) {
  const command = { subject: 'ann', purpose: 'login', ttlMs: MINUTE_MS, reason: 'code' };
  const grant = (await core.grantNew(call, command)) ?? '';
  return core.resetPin(call, { ...about, newPin, grant });
}
const putPassword = (text = 'correct horse') =>
  core.putPassword(call, { subject, newPassword: passwordOf(text) });
const changePassword = () => {
  const newPassword = passwordOf('battery staple');
  const currentPassword = passwordOf('correct horse');
  return core.changePassword(call, { subject, currentPassword, newPassword });
};
const notices = () => opened.ports.store.listMessages(99);
const templates = async () => (await notices()).map(({ template }) => template);

describe('a notice', () => {
  it('tells of a PIN that was changed or reset, and not of the first one', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await setPin();
    expect(await notices()).toEqual([]);
    await change();
    expect(await templates()).toEqual(['pin_changed']);
    await resetPin('271846');
    expect(await templates()).toEqual(['pin_changed', 'pin_changed']);
  });

  it('does not tell of a first PIN put by a grant', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    expect(await resetPin('8305')).toEqual({ outcome: 'reset' });
    expect(await notices()).toEqual([]);
  });

  it('tells of a password that was changed or put anew, and not of the first one', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await putPassword();
    expect(await notices()).toEqual([]);
    await changePassword();
    expect(await templates()).toEqual(['password_changed']);
    await putPassword('quiet river');
    const { purpose } = passwordKey({ tenant: 'acme', subject: 'ann' });
    const command = { subject: 'ann', purpose, ttlMs: MINUTE_MS, reason: 'code' };
    const grant = (await core.grantNew(call, command)) ?? '';
    await core.putPassword(call, { subject, newPassword: passwordOf('golden garden'), grant });
    expect(await templates()).toHaveLength(3);
  });

  it('does not tell of what did not happen', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await setPin();
    await putPassword();
    expect(await change('1234')).toMatchObject({ outcome: 'refused' });
    expect(await change('739205', '1907')).toMatchObject({ outcome: 'wrong' });
    expect(await resetPin('8305')).toMatchObject({ outcome: 'refused' });
    const grant = { ...about, grant: 'made up', newPin: '739205' };
    expect(await core.resetPin(call, grant)).toEqual({ outcome: 'grant_invalid' });
    const put = { subject, newPassword: passwordOf('quiet river'), grant: 'made up' };
    expect(await core.putPassword(call, put)).toEqual({ outcome: 'grant_invalid' });
    expect(await notices()).toEqual([]);
  });

  it('tells of one change where several race', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await setPin();
    await Promise.all(['739205', '5903', '271846', '3816'].map((newPin) => change(newPin)));
    expect(await notices()).toHaveLength(1);
  });

  it('says who it is for, holds no secret and is worth a day', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await setPin();
    await change();
    const [notice] = await notices();
    const now = opened.clock.now();
    expect(notice).toMatchObject({ tenant: 'acme', subject: 'ann', at: now, state: 'waiting' });
    expect(notice?.expiresAt).toBe(now + 24 * HOUR_MS);
    expect(notice && (await openContents(opened.ports.sealer, notice))).toEqual({});
  });

  it('is not written where the tenant wants none', async () => {
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    await setPin();
    call = await configured(opened, { messages: { ...DEFAULT_MESSAGES, notices: false } });
    await change();
    await resetPin('271846');
    await putPassword();
    await putPassword('quiet river');
    expect(await notices()).toEqual([]);
  });
});

describe('where a notice goes', () => {
  const toldAt = async (identifiers: readonly (typeof mail | typeof phone)[]) => {
    await core.createSubject(call, { ...subject, identifiers });
    await setPin();
    expect(await change()).toEqual({ outcome: 'changed' });
    return (await notices()).map(({ channel, to }) => `${channel} ${to}`);
  };
  const withChannels = (...channels: ('email' | 'sms')[]) => {
    core = createCore({ ...opened.ports, channels });
  };

  it('is the mailbox, where there is one', async () => {
    expect(await toldAt([phone, mail])).toEqual(['email ann@example.com']);
  });

  it('is the phone otherwise', async () => {
    expect(await toldAt([phone])).toEqual(['sms +254700000001']);
  });

  it('is the phone also where no mail is sent', async () => {
    withChannels('sms');
    expect(await toldAt([mail, phone])).toEqual(['sms +254700000001']);
  });

  it('is nowhere for somebody who is reached nowhere, and the change stands', async () => {
    expect(await toldAt([])).toEqual([]);
  });

  it('is nowhere where no channel is up, and the change stands', async () => {
    withChannels();
    expect(await toldAt([mail, phone])).toEqual([]);
  });
});

describe('the language of a notice', () => {
  const spoken = async () => {
    await setPin();
    await change();
    return (await notices()).map(({ language }) => language);
  };

  it('is the person’s own', async () => {
    call = await configured(opened, { pages: { ...DEFAULT_PAGES, language: 'fr' } });
    await core.createSubject(call, { ...subject, identifiers: [mail], language: 'sw' });
    expect(await spoken()).toEqual(['sw']);
  });

  it('is the tenant’s where the person has none', async () => {
    call = await configured(opened, { pages: { ...DEFAULT_PAGES, language: 'fr' } });
    await core.createSubject(call, { ...subject, identifiers: [mail] });
    expect(await spoken()).toEqual(['fr']);
  });
});
