import { Password } from '../../src/core/model/password.ts';
import { Pin } from '../../src/core/model/pin.ts';

/** A PIN as somebody types it. */
export function pinOf(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error('the test has a malformed PIN');
  return pin;
}

/** A password as somebody types it. */
export function passwordOf(text: string): Password {
  const password = Password.parse(text);
  if (password === null) throw new Error('the test has a malformed password');
  return password;
}
