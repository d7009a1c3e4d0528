import { describe, expect, it } from 'vitest';
import type { MessageChannel } from '../model/message.ts';
import type { Identifier, Subject } from '../model/subject.ts';
import { findRecipient } from './compose-message.ts';

const BOTH = ['email', 'sms'] as const;
const mail = { type: 'email', value: 'ann@example.com' } as const;
const phone = { type: 'msisdn', value: '254700000001' } as const;
const byMail = { channel: 'email', to: 'ann@example.com' };
const byPhone = { channel: 'sms', to: '+254700000001' };

function find(
  identifiers: readonly Identifier[],
  channels: readonly MessageChannel[] = BOTH,
  preferred?: MessageChannel,
) {
  const subject: Subject = {
    ...{ tenant: 'acme', id: 'ann', identifiers, devices: [], documents: [], notes: {} },
    ...{ language: null, createdAt: 0, suspendedAt: null },
  };
  return findRecipient(subject, channels, preferred);
}

describe('where a person is reached', () => {
  it('is by mail first, and by text message where a wire prefers that', () => {
    expect(find([phone, mail])).toEqual(byMail);
    expect(find([mail, phone], BOTH, 'sms')).toEqual(byPhone);
  });

  it('is the other way where the preferred one is not there or not up', () => {
    expect(find([phone])).toEqual(byPhone);
    expect(find([mail], BOTH, 'sms')).toEqual(byMail);
    expect(find([mail, phone], ['sms'])).toEqual(byPhone);
    expect(find([mail, phone], ['email'], 'sms')).toEqual(byMail);
  });

  it('is the first of several addresses', () => {
    const second = { type: 'email', value: 'ann@work.example' } as const;
    expect(find([mail, second])).toEqual(byMail);
    expect(find([second, mail])).toEqual({ channel: 'email', to: second.value });
  });

  it('is nowhere without an address, or a channel, that can be used', () => {
    const names = [
      { type: 'username', value: 'ann@example.com' },
      { type: 'account', value: '254700000001' },
    ] as const;
    expect(find(names)).toBeUndefined();
    expect(find([])).toBeUndefined();
    expect(find([mail, phone], [])).toBeUndefined();
    expect(find([phone], ['email'])).toBeUndefined();
  });
});
