import type { PinKeys } from '../wire/problem.ts';
import { encryptContent, makeNonce } from './encrypt-content.ts';

/** One PIN call: what is encrypted for it is good for nothing else. */
export type PinInput =
  | ({ readonly call: 'set'; readonly pin: string } & Whose)
  | ({ readonly call: 'verify'; readonly pin: string; readonly operation?: string } & Whose)
  | ({ readonly call: 'change'; readonly currentPin: string; readonly newPin: string } & Whose)
  | ({ readonly call: 'reset'; readonly newPin: string } & Whose)
  | ({ readonly call: 'questions'; readonly currentPin: string } & Whose)
  | { readonly call: 'check'; readonly pin: string };

/** Purpose and operation have to be those of the call itself, and absent where it has none. */
interface Whose {
  readonly subject: string;
  readonly purpose?: string;
}

const PIN_FIELDS = ['pin', 'currentPin', 'newPin'];

/** Encrypts PINs on the device they are typed on. */
export interface PinEncryptor {
  /** The `pinJwe` of one call, which it is good for once, within two minutes. */
  encrypt(input: PinInput): Promise<string>;
}

/**
 * Makes compact JWEs (RFC 7516) with ECDH-ES on P-256 and AES-256-GCM. `keys` is what `readPinKeys` of
 * your backend's client answered just now: time is counted from here, so a device whose clock is wrong
 * does no harm. Throws where there is no key to encrypt to.
 */
export function createPinEncryptor(keys: PinKeys): PinEncryptor {
  const to = keys.keys.find(({ use, crv }) => use === 'enc' && crv === 'P-256');
  if (to === undefined) throw new TypeError('The keys have none that PINs are encrypted to.');
  const madeAt = Date.now();
  const now = () => keys.now + Math.floor((Date.now() - madeAt) / 1000);
  return { encrypt: (input) => encryptContent(to, contentOf(keys.tenant, now(), input)) };
}

function contentOf(tenant: string, now: number, input: PinInput): object {
  const { call, ...fields } = input;
  const isPin = ([name]: readonly [string, unknown]) => PIN_FIELDS.includes(name);
  const { subject, ...about } = Object.fromEntries(
    Object.entries<unknown>(fields).filter((each) => !isPin(each)),
  );
  const pins = Object.fromEntries(Object.entries<unknown>(fields).filter(isPin));
  return {
    aud: tenant,
    ...(subject !== undefined && { sub: subject }),
    op: call,
    ...about,
    iat: now,
    jti: makeNonce(),
    pins,
  };
}
