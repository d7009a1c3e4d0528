/** The vendor's error codes that this wire uses, with the vendor's texts (mixin 8). */
export const DESCRIPTIONS = {
  400: 'The request body can not be parsed as valid data.',
  401: 'Unauthorized.',
  403: 'Forbidden.',
  404: 'The endpoint is not found.',
  429: 'Too Many Requests.',
  500: 'Internal Server Error.',
  10002: 'The request data has invalid field.',
  20118: 'Invalid PIN format.',
  20119: 'PIN incorrect.',
} as const;

export type MixinCode = keyof typeof DESCRIPTIONS;
