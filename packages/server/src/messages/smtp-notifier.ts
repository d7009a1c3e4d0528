import type { Transporter } from 'nodemailer';
import type { SmtpServer } from '../config/parse-messages.ts';
import type { Notifier, RenderedMessage } from '../core/ports/notifier.ts';
import { SendFailure } from './send-failure.ts';
import { smtpFailure } from './smtp-failure.ts';
import { smtpOptions } from './smtp-options.ts';

export interface SmtpNotifierOptions {
  readonly server: SmtpServer;
  /** The address mail comes from. */
  readonly from: string;
}

/**
 * One mailbox without anything a header or an envelope reads as more: `a@x.com,b` would be two
 * recipients, `Name<a@b>` somebody else. Local parts that need quoting are refused with them.
 */
const ONE_MAILBOX = /^[^\s@,;:<>()[\]\\"\p{Cc}]+@[^\s@,;:<>()[\]\\"\p{Cc}]+$/u;

/**
 * Mail over SMTP. The library is loaded with the first mail, so that a server which sends none does
 * not hold it in memory; a few connections are kept while there is more to send.
 */
export function createSmtpNotifier({ server, from }: SmtpNotifierOptions): Notifier {
  let opened: Promise<Transporter> | undefined;
  const open = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    return createTransport(smtpOptions(server));
  };
  return {
    channel: 'email',
    async deliver(message, signal) {
      if (!ONE_MAILBOX.test(message.to)) throw new SendFailure('address cannot be mailed to');
      opened ??= open();
      const transport = await opened;
      await transport.sendMail({ ...mailOf(message, from), signal }).catch((error: unknown) => {
        throw smtpFailure(error);
      });
    },
    async close() {
      // Forced: one that still hangs would keep its socket, and whoever stops us waiting.
      (await opened)?.close({ force: true });
    },
  };
}

function mailOf({ id, to, sender, subject, text, language }: RenderedMessage, from: string) {
  return {
    // Said to the server as it is, whatever the headers are understood as.
    envelope: { from, to: [to] },
    from: { name: sender, address: from },
    to: { name: '', address: to },
    // Stable across tries: a mailbox that got it twice can show it once (RFC 5322, section 3.6.4).
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    subject,
    text: `${text}\n`,
    headers: {
      // No answer from holiday notices (RFC 3834, section 5).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
    },
    xMailer: false as const,
  };
}
