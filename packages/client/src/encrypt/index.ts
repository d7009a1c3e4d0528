/* For the page or app a PIN is typed in: needs no key of the tenant and calls nobody. */
export type { PinKeys, PublicKey } from '../wire/problem.ts';
export { createPinEncryptor, type PinEncryptor, type PinInput } from './pin-encryptor.ts';
