/** The only source of chance; unpredictable to anyone who saw all earlier answers. */
export interface Random {
  /** A new identifier, sortable by the time it was made. Not a secret. */
  id(): string;
  /** A UUID of chance alone (version 4, RFC 9562), for wires whose clients take no newer ones. */
  uuid(): string;
  /** A secret of at least 128 bits in URL-safe characters. */
  token(): string;
  /** `length` decimal digits, uniform over the full range, leading zeros included. */
  digits(length: number): string;
  /** A key of this many bytes. */
  bytes(length: number): Uint8Array;
  /** A whole number below 2^31, where a version or a counter starts. */
  integer(): number;
}
