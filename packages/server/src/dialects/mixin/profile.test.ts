import { describe, expect, it } from 'vitest';
import { checker } from '../validate.ts';
import { changeOf, profile } from './profile.ts';
import { newNote } from './user-note.ts';

const read = checker(profile, 'body');
const current = newNote({ fullName: 'Ann', biography: 'A bot' });

describe('what a body wants changed', () => {
  it('is only what it names', () => {
    const change = changeOf({ full_name: 'Bea', transfer_confirmation_threshold: 0.5 }, current);
    expect(change).toEqual({
      fullName: 'Bea',
      preferences: { ...current.preferences, transferConfirmationThreshold: 0.5 },
    });
  });

  it('leaves alone what an SDK sends without a value', () => {
    const empty = { full_name: '', avatar_base64: '', receive_message_source: '' };
    expect(changeOf({ ...empty, fiat_currency: '' }, current)).toEqual({});
  });

  it('may empty a biography and set a threshold to nothing', () => {
    expect(changeOf({ biography: '', transfer_notification_threshold: 0 }, current)).toEqual({
      biography: '',
      preferences: { ...current.preferences, transferNotificationThreshold: 0 },
    });
  });
});

describe('a body', () => {
  it('may have fields nobody knows', () => {
    expect(() =>
      read({ full_name: 'Ann', notification_token: 'x', platform: 'iOS' }),
    ).not.toThrow();
  });

  it.each([
    { full_name: 'a'.repeat(129) },
    { full_name: 'half \ud83d' },
    { full_name: 7 },
    { biography: 'a'.repeat(1025) },
    { avatar_base64: 'A'.repeat(65_537) },
    { receive_message_source: 'ANYBODY' },
    { fiat_currency: 'dollars' },
    { transfer_notification_threshold: -1 },
    { transfer_confirmation_threshold: '12' },
  ])('is refused, and the field named: %j', (body) => {
    const [field = ''] = Object.keys(body);
    expect(() => read(body)).toThrow(`body/${field}`);
  });
});
