import type { CredentialKey } from '../model/credential.ts';
import type { MessageChannel } from '../model/message.ts';
import type { Identifier, Subject } from '../model/subject.ts';
import type { SealContext } from '../ports/sealer.ts';

/** What the digest of a one-time code is bound to: a code of one recovery proves no other. */
export function codeContext(tenant: string, recovery: string): SealContext {
  return { tenant, label: 'recovery-code', binding: [recovery] };
}

/** What a message's contents are bound to. */
export function messageContext(tenant: string, message: string): SealContext {
  return { tenant, label: 'message', binding: [message] };
}

/**
 * Guesses at codes are counted by the same reducer as guesses at PINs, on a counter of their own,
 * so that starting over and over does not buy unlimited tries. The colon keeps the name apart from
 * every purpose a caller can choose.
 */
export function codeCounterKey(tenant: string, subject: string): CredentialKey {
  return { tenant, subject, purpose: 'recovery:one_time_code' };
}

export interface Recipient {
  readonly channel: MessageChannel;
  readonly to: string;
}

/** Where a subject can be told a code: mail first, then text message, where such a channel is up. */
export function findRecipient(
  subject: Subject,
  channels: readonly MessageChannel[],
): Recipient | undefined {
  const recipients = subject.identifiers.flatMap(toRecipient);
  const usable = recipients.filter(({ channel }) => channels.includes(channel));
  return usable.find(({ channel }) => channel === 'email') ?? usable[0];
}

function toRecipient({ type, value }: Identifier): readonly Recipient[] {
  if (type === 'email') return [{ channel: 'email', to: value }];
  return type === 'msisdn' ? [{ channel: 'sms', to: `+${value}` }] : [];
}
