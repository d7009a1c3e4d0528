import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { TotpCodes } from '../core/ports/totp-codes.ts';

/** What every authenticator app understands; RFC 4226 wants 160 bits. */
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** A phone's clock may be off by as much as a step, before or after. */
const WINDOW = 1;
const CODE = /^[0-9]{6}$/;

export function createTotpCodes(): TotpCodes {
  const totp = (secret: Uint8Array, label = '') =>
    new TOTP({
      ...{ issuer: 'Pintumbler', label, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS },
      // Its own buffer: bytes that came out of a seal may lie in a larger one.
      secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    });
  return {
    makeSecret: () => new Uint8Array(randomBytes(SECRET_BYTES)),
    offer(secret, account) {
      const made = totp(secret, account);
      return { secret: made.secret.base32, uri: made.toString() };
    },
    stepOf(secret, code, now) {
      if (!CODE.test(code)) return null;
      const delta = totp(secret).validate({ token: code, timestamp: now, window: WINDOW });
      if (delta === null) return null;
      return TOTP.counter({ period: PERIOD_SECONDS, timestamp: now }) + delta;
    },
  };
}
