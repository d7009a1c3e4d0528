import type { SmtpServer } from '../config/parse-messages.ts';
import type { MessageChannel } from '../core/model/message.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import { createInboxNotifier } from './inbox-notifier.ts';
import { createSmsGateway, type SmsGatewayOptions } from './sms-gateway.ts';
import { createSmtpNotifier } from './smtp-notifier.ts';

export interface NotifierChoice {
  /** `null`: no mail is sent. */
  readonly smtp: SmtpServer | null;
  readonly mailFrom: string;
  /** Empty: no text messages are sent. */
  readonly smsUrl: string;
  readonly signSms: SmsGatewayOptions['sign'];
  readonly wallClock: Clock;
  /** Whether an inbox stands for the channels that are not set up. */
  readonly inbox: boolean;
}

/** One notifier for each channel that can be used. */
export function notifiersOf(choice: NotifierChoice): readonly Notifier[] {
  const { smtp, mailFrom, smsUrl, signSms: sign, wallClock, inbox } = choice;
  const standIn = (channel: MessageChannel) => (inbox ? [createInboxNotifier(channel)] : []);
  return [
    ...(smtp ? [createSmtpNotifier({ server: smtp, from: mailFrom })] : standIn('email')),
    ...(smsUrl ? [createSmsGateway({ url: smsUrl, sign, wallClock })] : standIn('sms')),
  ];
}
