/** Return values of PKCS#11 that say something to an operator; all others are told by number. */
const NAMES: Readonly<Record<number, string>> = {
  5: 'CKR_GENERAL_ERROR',
  6: 'CKR_FUNCTION_FAILED',
  19: 'CKR_ATTRIBUTE_VALUE_INVALID',
  48: 'CKR_DEVICE_ERROR',
  49: 'CKR_DEVICE_MEMORY',
  50: 'CKR_DEVICE_REMOVED',
  64: 'CKR_ENCRYPTED_DATA_INVALID',
  65: 'CKR_ENCRYPTED_DATA_LEN_RANGE',
  104: 'CKR_KEY_FUNCTION_NOT_PERMITTED',
  112: 'CKR_MECHANISM_INVALID',
  113: 'CKR_MECHANISM_PARAM_INVALID',
  160: 'CKR_PIN_INCORRECT',
  161: 'CKR_PIN_INVALID',
  162: 'CKR_PIN_LEN_RANGE',
  163: 'CKR_PIN_EXPIRED',
  164: 'CKR_PIN_LOCKED',
  224: 'CKR_TOKEN_NOT_PRESENT',
  225: 'CKR_TOKEN_NOT_RECOGNIZED',
  226: 'CKR_TOKEN_WRITE_PROTECTED',
  258: 'CKR_USER_PIN_NOT_INITIALIZED',
};

export const PIN_LOCKED = 0xa4;
/** Wrong, or of a form that the token does not take. */
export const PIN_WRONG: readonly number[] = [0xa0, 0xa1, 0xa2];

/** A call of the library that failed. */
export class TokenError extends Error {
  readonly value: number;

  constructor(call: string, value: number) {
    super(`${call} answered ${NAMES[value] ?? `0x${value.toString(16)}`}`);
    this.value = value;
  }
}
