/** A time that is not there: Go SDKs fail a whole call on an empty text (mixin 2). */
export const ZERO_INSTANT = '0001-01-01T00:00:00Z';
