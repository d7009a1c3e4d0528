/** `standard`: RFC 4648 with `+` and `/`; `passlib`: with a dot in place of the plus. */
type Alphabet = 'standard' | 'passlib';

const CHARACTERS: Readonly<Record<Alphabet, RegExp>> = {
  standard: /^[A-Za-z0-9+/]+$/,
  passlib: /^[A-Za-z0-9./]+$/,
};

/**
 * Base64 without padding, in its one spelling: unused bits are zero. `null` for anything else, which
 * the runtime's own decoder would pass over in silence.
 */
export function readBase64(text: string, alphabet: Alphabet): Uint8Array | null {
  if (!CHARACTERS[alphabet].test(text)) return null;
  const standard = text.replaceAll('.', '+');
  const bytes = Buffer.from(standard, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === standard ? bytes : null;
}
