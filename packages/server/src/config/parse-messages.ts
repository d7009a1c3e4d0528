import { isIP } from 'node:net';

/** Where mail is handed over. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte; otherwise the connection is upgraded with STARTTLS. */
  readonly secure: boolean;
  /** `null`: the server takes mail without a sign-in. */
  readonly signIn: { readonly user: string; readonly password: string } | null;
}

/** Ports of RFC 6409 (submission) and RFC 8314 (submission over TLS). */
const SUBMISSION_PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 };

/** One mailbox and nothing else: no name, no list, nothing a header would have to quote. */
const MAILBOX = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

/** What Standard Webhooks asks of a shared secret. */
const SECRET_BYTES = { min: 24, max: 64 };

/** `null` for an empty text: no mail is sent. */
export function parseSmtpUrl(text: string): SmtpServer | null {
  if (text === '') return null;
  const url = URL.parse(text);
  const port = SUBMISSION_PORTS[url?.protocol ?? ''];
  const isBare = url !== null && /^\/?$/.test(url.pathname) && url.search + url.hash === '';
  const [user, password] = [decode(url?.username), decode(url?.password)];
  if (!isBare || port === undefined || !isHost(url.hostname) || (user === '') !== (password === ''))
    throw new Error(
      'must be smtp://user:password@host:587 or smtps://user:password@host:465, the sign-in ' +
        'percent-encoded or absent',
    );
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? port : Number(url.port),
    secure: url.protocol === 'smtps:',
    signIn: user === '' ? null : { user, password },
  };
}

export function parseMailFrom(text: string): string {
  if (text === '' || MAILBOX.test(text)) return text;
  throw new Error('must be one address such as no-reply@example.com, without a name');
}

export function parseSmsUrl(text: string): string {
  if (text === '') return text;
  const url = URL.parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (isSafe && url.username + url.password === '' && !/[\s#]/.test(text)) return text;
  throw new Error(
    'must begin with https://, or with http:// on this machine, and have no credentials or fragment',
  );
}

export function parseSmsSecret(text: string): string {
  if (text === '') return text;
  const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const isWhole = bytes.toString('base64') === encoded;
  const { min, max } = SECRET_BYTES;
  if (isWhole && bytes.length >= min && bytes.length <= max) return text;
  throw new Error(`must be whsec_ and the base64 of ${min} to ${max} random bytes`);
}

interface MessageValues {
  readonly smtpUrl: SmtpServer | null;
  readonly mailFrom: string;
  readonly smsUrl: string;
  readonly smsSecret: string;
}

/** What is missing beside a setting that is there, in the words of a start that fails. */
export function missingForMessages(values: Partial<MessageValues>): readonly string[] {
  const { smtpUrl, mailFrom, smsUrl, smsSecret } = values;
  return [
    ...(smtpUrl && mailFrom === ''
      ? ['PINTUMBLER_MAIL_FROM (--mail-from) must be the address mail comes from: smtp-url is set']
      : []),
    ...(smsUrl && smsSecret === ''
      ? ['PINTUMBLER_SMS_SECRET must be the secret requests are signed with: sms-url is set']
      : []),
  ];
}

/** The percent-encoded part of a URL as it was meant; a broken one counts as absent. */
function decode(part = ''): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function isHost(host: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(host) || isIP(host.slice(1, -1)) === 6;
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
