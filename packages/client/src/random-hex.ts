const BYTES = 16;

/** 128 random bits, in hexadecimal. Unlike `randomUUID` also there in pages without TLS. */
export function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
