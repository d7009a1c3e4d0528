import { type Instant, MINUTE_MS } from './instant.ts';
import { CODE_TEMPLATES, type MessageTemplate } from './message.ts';
import type { Language } from './pages.ts';

/** How a message reads. `subject` is a mail's; a text message has none. */
export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

/** So many sends in any stretch of time of this length. */
export interface SendLimit {
  readonly sendsMax: number;
  readonly windowMs: number;
}

/** What a tenant's people are told, and how often. */
export interface MessageSettings {
  /** Shown as the sender's name beside the server's own address; the tenant's name when `null`. */
  readonly sender: string | null;
  /** Whether people are told when their PIN or password was replaced. */
  readonly notices: boolean;
  /** Codes to one recipient: a mailbox must not be filled, nor a code's odds bought anew. */
  readonly perRecipient: SendLimit;
  /** Codes asked for from one address: a stranger must not run up the tenant's bill. */
  readonly perSource: SendLimit;
  /** A tenant's own words; where it has none in a language, ours are used. */
  readonly templates: Readonly<
    Partial<Record<MessageTemplate, Readonly<Partial<Record<Language, MessageText>>>>>
  >;
}

export const DEFAULT_MESSAGES: MessageSettings = {
  sender: null,
  notices: true,
  perRecipient: { sendsMax: 5, windowMs: 15 * MINUTE_MS },
  perSource: { sendsMax: 300, windowMs: 60 * MINUTE_MS },
  templates: {},
};

/** The longest list of sends that is kept. */
export const SENDS_MAX = 10_000;

/** What a template may name, in braces. */
export const PLACEHOLDERS = ['code', 'tenant', 'minutes', 'time'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** A line break in a mail's subject would begin a header of its own. */
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const CONTROL_BUT_BREAK = /(?!\n)\p{Cc}/u;

/** What is wrong with a tenant's own words; `null`: nothing. */
export function brokenTextRule(
  template: MessageTemplate,
  { subject, text }: MessageText,
): string | null {
  if (BREAKING.test(subject)) return 'has a subject with a line break or control character';
  if (CONTROL_BUT_BREAK.test(text)) return 'has a control character';
  const named = [...`${subject} ${text}`.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const unknown = named.find((name) => !(PLACEHOLDERS as readonly string[]).includes(name));
  if (unknown !== undefined) return `has {${unknown}}; it may name {${PLACEHOLDERS.join('}, {')}}`;
  const tellsCode = (CODE_TEMPLATES as readonly MessageTemplate[]).includes(template);
  if (tellsCode && !text.includes('{code}')) return 'needs {code} in its text';
  // A subject is shown on locked screens, and kept by every mail server on the way.
  if (subject.includes('{code}')) return 'must not have {code} in its subject';
  return !tellsCode && text.includes('{code}') ? 'has {code}, but is sent without one' : null;
}

/** Fills the braces of a text. What is filled in is not looked at again. */
export function fillText(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => values[name as Placeholder] ?? whole);
}

export type Admission =
  | { readonly admitted: true; readonly sends: readonly Instant[] }
  /** The earliest moment the next one may go. */
  | { readonly admitted: false; readonly retryAt: Instant };

/** One more send, unless the window is full. A refused one is not counted. */
export function admitOneSend(
  sends: readonly Instant[],
  { sendsMax, windowMs }: SendLimit,
  now: Instant,
): Admission {
  const recent = sends.filter((at) => now - at < windowMs);
  const oldest = recent.at(-sendsMax);
  if (oldest !== undefined) return { admitted: false, retryAt: oldest + windowMs };
  return { admitted: true, sends: [...recent, now] };
}
