import { type Static, Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { Pin } from '../../core/model/pin.ts';
import { readJsonBytes } from '../read-json.ts';
import { checker } from '../validate.ts';

/** Bounds on every text: nothing a caller sends may grow a row or a log line without limit. */
export const verifyBody = Type.Object({
  user: Type.String({ minLength: 1, maxLength: 254 }),
  pin: Type.String({ maxLength: 64 }),
});

const check = checker(verifyBody, 'body');

export interface VerifyCommand {
  readonly user: string;
  readonly pin: Pin;
}

/** Wire to command. Throws a fault for what cannot be read; that was never a guess and is free. */
export function readVerify(body: Uint8Array): VerifyCommand {
  const { user, pin }: Static<typeof verifyBody> = check(readJsonBytes(body));
  const parsed = Pin.parse(pin);
  if (parsed !== null) return { user, pin: parsed };
  throw new Fault('pin_malformed', 'A PIN is a string of 4 to 12 ASCII digits.');
}
