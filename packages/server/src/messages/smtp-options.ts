import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import type { SmtpServer } from '../config/parse-messages.ts';
import { isLoopbackAddress } from '../outbox/private-networks.ts';
import { isLocalName } from '../outbox/receiver-address.ts';
import { SENDS_AT_ONCE } from './due-messages.ts';

/** How long each step may take: finding and connecting, the greeting, silence in between. */
const STEP_MAX_MS = 10_000;

/** Shorter than any server's patience: nothing is handed to a connection that is being closed. */
const IDLE_MAX_MS = 5_000;

export type SmtpOptions = SMTPPoolOptions & { readonly pool: true };

/**
 * Codes and passwords leave this machine encrypted or not at all: STARTTLS is demanded, not offered,
 * or whoever sits between could strip the offer. On this machine there is nobody between, and mail
 * servers there show a certificate nobody signed.
 */
export function smtpOptions({ host, port, secure, signIn }: SmtpServer): SmtpOptions {
  const isLocal = isLocalName(host.toLowerCase()) || isLoopbackAddress(host);
  return {
    ...{ pool: true, host, port, secure, requireTLS: !secure && !isLocal },
    ...(isLocal && { tls: { rejectUnauthorized: false } }),
    ...(signIn && { auth: { user: signIn.user, pass: signIn.password } }),
    maxConnections: SENDS_AT_ONCE,
    // A lost connection is a failed try; repeating it is the outbox's business.
    maxRequeues: 0,
    connectionTimeout: STEP_MAX_MS,
    dnsTimeout: STEP_MAX_MS,
    greetingTimeout: STEP_MAX_MS,
    socketTimeout: STEP_MAX_MS,
    idleTimeout: IDLE_MAX_MS,
    // A text is a text: nothing in it may make the library read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
