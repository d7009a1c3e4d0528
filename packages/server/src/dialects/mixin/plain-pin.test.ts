import { describe, expect, it } from 'vitest';
import { toPlainPin } from './plain-pin.ts';

const hex = (text: string) => toPlainPin(Buffer.from(text, 'hex'));

describe('what is inside a PIN text', () => {
  it('is the same PIN as six bytes and packed into three', () => {
    const pin = { form: 'digits', digits: '030576', ambiguous: false };
    expect(toPlainPin(Buffer.from('030576'))).toEqual(pin);
    expect(hex('030576')).toEqual(pin);
  });

  it('may be three typed digits as well as six packed ones', () => {
    const pin = { form: 'digits', digits: '373339', ambiguous: true };
    expect(toPlainPin(Buffer.from('739'))).toEqual(pin);
  });

  it.each([
    ['nothing', ''],
    ['packed letters', '0305ab'],
    ['six letters', Buffer.from('abcdef').toString('hex')],
    ['digits of another script', Buffer.from('٠٣').toString('hex')],
    ['four digits', Buffer.from('1234').toString('hex')],
    ['five digits', Buffer.from('12345').toString('hex')],
    ['a line break', Buffer.from('12345\n').toString('hex')],
    ['a private key', 'ab'.repeat(32)],
    ['anything else', 'ab'.repeat(33)],
  ])('is unusable: %s', (_what, bytes) => {
    expect(hex(bytes)).toEqual({ form: 'unusable' });
  });

  it('is a key with a counter, the large end first', () => {
    const found = hex(`${'ab'.repeat(32)}0000000000000102`);
    expect(found).toMatchObject({ form: 'key', key: { counter: 258 } });
  });

  it('is unusable with a counter that JSON could not tell', () => {
    expect(hex(`${'ab'.repeat(32)}0020000000000000`)).toEqual({ form: 'unusable' });
  });

  it('is a signature', () => {
    expect(hex('ab'.repeat(64))).toMatchObject({ form: 'signature' });
  });
});
