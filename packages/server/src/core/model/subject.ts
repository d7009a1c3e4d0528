import type { Instant } from './instant.ts';
import type { Language } from './pages.ts';

export const IDENTIFIER_TYPES = ['msisdn', 'email', 'username', 'account'] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** Another name a wire may use for a subject; unique per tenant and type. */
export interface Identifier {
  readonly type: IdentifierType;
  readonly value: string;
}

/** A handset, SIM or app installation bound to a subject; at most one per type. */
export interface Device {
  readonly type: string;
  readonly value: string;
}

/** An identity document, kept only as a keyed digest: it is compared, never shown. */
export interface IdentityDocument {
  readonly type: string;
  readonly digest: string;
}

/** Whose PIN it is, named by the tenant's own id. */
export interface Subject {
  readonly tenant: string;
  readonly id: string;
  readonly identifiers: readonly Identifier[];
  readonly devices: readonly Device[];
  readonly documents: readonly IdentityDocument[];
  /** What a dialect must remember about this subject, keyed by dialect; the core never reads it. */
  readonly notes: Readonly<Record<string, unknown>>;
  /** What messages to this person are written in; the tenant's own language when `null`. */
  readonly language: Language | null;
  readonly createdAt: Instant;
  /** Staff closed the door: no PIN of this subject is evaluated until it is resumed. */
  readonly suspendedAt: Instant | null;
}

/**
 * One spelling per identifier, so that `+254 712-345678` and `254712345678`, or two letter cases of
 * a mail address, cannot become two budgets for one person.
 */
export function normaliseIdentifier(identifier: Identifier): Identifier {
  const text = identifier.value.normalize('NFKC').trim();
  switch (identifier.type) {
    case 'msisdn':
      return { type: 'msisdn', value: text.replace(/[\s().-]/g, '').replace(/^\+|^00/, '') };
    case 'account':
      return { type: 'account', value: text };
    case 'email':
    case 'username':
      return { type: identifier.type, value: text.toLowerCase() };
  }
}

const MSISDN = /^[0-9]{5,15}$/;
const ACCOUNT = /^[0-9]{1,19}$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** What nobody sees: with it, two names that look the same would be two subjects. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What is allowed, where a normalised identifier breaks the rule of its type; `null`: it is fine. */
export function brokenIdentifierRule({ type, value }: Identifier): string | null {
  if (!value.isWellFormed()) return `${type} must be well-formed Unicode text`;
  switch (type) {
    case 'msisdn':
      return MSISDN.test(value)
        ? null
        : 'msisdn must be 5 to 15 digits, country code first; +, 00, blanks, dots, dashes and ' +
            'brackets may be written';
    case 'account':
      return ACCOUNT.test(value) ? null : 'account must be 1 to 19 digits';
    case 'email':
      return EMAIL.test(value) && !HIDDEN.test(value)
        ? null
        : 'email must have one @ with text on both sides, and no blanks or invisible characters';
    case 'username':
      return value !== '' && !HIDDEN.test(value)
        ? null
        : 'username must be visible text, without control or zero-width characters';
  }
}

/** One spelling per device type, so that `imsi` cannot be bound beside `IMSI`. */
export function normaliseDevice({ type, value }: Device): Device {
  return { type: type.toUpperCase(), value };
}

export function findDevice(subject: Subject, type: string): Device | undefined {
  return subject.devices.find((device) => device.type === type);
}
