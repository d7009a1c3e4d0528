import { failureWords } from '../outbox/failure-words.ts';
import { SendFailure } from './send-failure.ts';

/** What nodemailer says besides its sentence, which may quote the server. */
interface SmtpError {
  readonly code?: unknown;
  /** The system's code, where nodemailer put its own over it. */
  readonly originalCode?: unknown;
  readonly response?: unknown;
  readonly command?: unknown;
}

const STEPS: readonly (readonly [RegExp, string])[] = [
  [/^CONN/, 'the connection'],
  [/^(EHLO|HELO)/, 'the greeting'],
  [/^STARTTLS/, 'the wish for encryption'],
  [/^AUTH/, 'the sign-in'],
  [/^MAIL FROM/, 'the sender'],
  [/^RCPT TO/, 'the recipient'],
  [/^DATA/, 'the message'],
];

const WORDS: Readonly<Record<string, string>> = {
  EAUTH: 'no way to sign in that both sides know',
  ECONNECTION: 'connection closed without an answer',
  EDNS: 'host name lookup failed',
  EENVELOPE: 'address cannot be mailed to',
  EPROTOCOL: 'answer is not valid SMTP',
  ETIMEDOUT: 'timed out',
  ETLS: 'no secure connection',
};

/**
 * Why a mail was not taken over. Of what the server said only its numbers are kept: its words may
 * quote the mail, with the code in it.
 */
export function smtpFailure(error: unknown): SendFailure {
  const { code, originalCode, response, command } = (error ?? {}) as SmtpError;
  const numbers = /^[245]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3}(?!\S))?/.exec(String(response ?? ''));
  if (numbers !== null) {
    const step = STEPS.find(([pattern]) => pattern.test(String(command)))?.[1] ?? 'us';
    return new SendFailure(`mail server answered ${numbers[0].replace('-', ' ')} to ${step}`);
  }
  if (typeof originalCode === 'string') {
    return new SendFailure(`mail server: ${failureWords(originalCode)}`);
  }
  const words = WORDS[String(code)] ?? failureWords(String(code ?? 'unknown'));
  return new SendFailure(`mail server: ${words}`);
}
