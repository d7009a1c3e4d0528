import type { PopularPasswords } from '../ports/popular-passwords.ts';
import type { CredentialKey } from './credential.ts';
import type { Secret } from './secret.ts';

/** NIST SP 800-63B-4, 3.1.1.2: at least 8 beside a second factor, and room for a sentence. */
export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 128;

/**
 * Guesses at passwords are counted by the same reducer as guesses at PINs, on a credential of their
 * own. The colon keeps the name apart from every purpose a caller can choose.
 */
const PURPOSE = 'login:password';

/** Where the password is kept that some wires want before a PIN. */
export function passwordKey({
  tenant,
  subject,
}: Pick<CredentialKey, 'tenant' | 'subject'>): CredentialKey {
  return { tenant, subject, purpose: PURPOSE };
}

export function isPasswordKey({ purpose }: Pick<CredentialKey, 'purpose'>): boolean {
  return purpose === PURPOSE;
}

/** A password as it was typed, one spelling per text; prints as `[password]`. */
export class Password implements Secret {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** `null` for what nobody's password can be; costs nobody a guess. */
  static parse(text: unknown): Password | null {
    if (typeof text !== 'string' || text === '' || !text.isWellFormed()) return null;
    // RFC 8265, OpaqueString: one keyboard's `é` is another's two characters.
    const normalised = text.normalize('NFC');
    return normalised.length > PASSWORD_LENGTH_MAX ? null : new Password(normalised);
  }

  reveal(): string {
    return this.#text;
  }

  bytes(): Uint8Array {
    return new TextEncoder().encode(this.#text);
  }

  toString(): string {
    return '[password]';
  }

  toJSON(): string {
    return '[password]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[password]';
  }
}

/** The rule that refused a new password. Names are part of the public API. */
export const PASSWORD_RULES = ['length', 'characters', 'repeated', 'personal', 'popular'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

/** What everybody would try at this server. Refused like a name of the owner. */
const OWN_WORDS = ['pintumbler'];

/**
 * Judges a new password: length, nothing that cannot be typed, not one character over and over, not a
 * name of its owner or of this server, whatever digits and signs are around it, and none that many
 * people take. No demands on kinds of characters, which only make passwords alike (NIST SP 800-63B-4,
 * 3.1.1.2; ASVS 5.0, 6.2).
 */
export function brokenPasswordRule(
  password: Password,
  ownNames: readonly string[],
  popular: PopularPasswords,
): PasswordRule | null {
  const text = password.reveal();
  if ([...text].length < PASSWORD_LENGTH_MIN) return 'length';
  if (/\p{Cc}/u.test(text)) return 'characters';
  if (new Set(text).size < 3) return 'repeated';
  const lower = text.toLowerCase();
  if (isOneOf([...ownNames, ...OWN_WORDS], lower)) return 'personal';
  return popular.has(lower) ? 'popular' : null;
}

function isOneOf(names: readonly string[], lower: string): boolean {
  const letters = lettersOf(lower);
  return names.some((name) => {
    const own = name.toLowerCase();
    return own === lower || (letters !== '' && lettersOf(own) === letters);
  });
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}
