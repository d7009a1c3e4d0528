import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import {
  type CodeTemplate,
  type MessageChannel,
  type MessageContents,
  NOTICE_TTL_MS,
  type NoticeTemplate,
  newMessage,
  type OutgoingMessage,
  type Recipient,
} from '../model/message.ts';
import type { Identifier, Subject } from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealContext, Sealer } from '../ports/sealer.ts';

type ComposePorts = Pick<Ports, 'sealer' | 'random'>;

/** What a message's contents are bound to. */
export function messageContext(tenant: string, message: string): SealContext {
  return { tenant, label: 'message', binding: [message] };
}

/** Where a subject can be told something: by mail first, then by text message, where one is up. */
export function findRecipient(
  subject: Subject,
  channels: readonly MessageChannel[],
  preferred: MessageChannel = 'email',
): Recipient | undefined {
  const recipients = subject.identifiers.flatMap(toRecipient);
  const usable = recipients.filter(({ channel }) => channels.includes(channel));
  return usable.find(({ channel }) => channel === preferred) ?? usable[0];
}

function toRecipient({ type, value }: Identifier): readonly Recipient[] {
  if (type === 'email') return [{ channel: 'email', to: value }];
  return type === 'msisdn' ? [{ channel: 'sms', to: `+${value}` }] : [];
}

interface CodeLetter extends Recipient {
  readonly template: CodeTemplate;
  readonly subject: Subject | null;
  readonly code: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** A message that tells a one-time code; `subject` is `null` for somebody we do not know yet. */
export function composeCode(
  ports: ComposePorts,
  call: Call,
  { code, createdAt: at, ...letter }: CodeLetter,
): Promise<OutgoingMessage> {
  return compose(ports, call, { ...letter, at, contents: { code } });
}

/**
 * What a person is told about a change of theirs: one message or, where the tenant wants none or
 * nothing reaches the person, none.
 */
export async function composeNotice(
  ports: ComposePorts & Pick<Ports, 'store' | 'clock' | 'channels'>,
  call: Call,
  { id, template }: { readonly id: string; readonly template: NoticeTemplate },
): Promise<readonly OutgoingMessage[]> {
  if (!call.tenant.messages.notices || ports.channels.length === 0) return [];
  const subject = await ports.store.readSubject(call.tenant.id, id);
  const recipient = subject && findRecipient(subject, ports.channels);
  if (!recipient) return [];
  const at = ports.clock.now();
  const expiresAt = at + NOTICE_TTL_MS;
  const letter = { ...recipient, template, subject, at, expiresAt, contents: {} };
  return [await compose(ports, call, letter)];
}

interface Letter extends Recipient {
  readonly template: OutgoingMessage['template'];
  readonly subject: Subject | null;
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly contents: MessageContents;
}

async function compose(
  { sealer, random }: ComposePorts,
  { tenant }: Call,
  { contents, subject, channel, to, template, at, expiresAt }: Letter,
): Promise<OutgoingMessage> {
  const id = random.id();
  const plain = new TextEncoder().encode(JSON.stringify(contents));
  const sealed = await sealer.seal(messageContext(tenant.id, id), plain);
  const language = subject?.language ?? tenant.pages.language;
  const about = { id, tenant: tenant.id, subject: subject?.id ?? null };
  return newMessage({ ...about, channel, to, template, language, sealed, at, expiresAt });
}

/** What a message tells besides its template; nothing of one that is over. */
export async function openContents(
  sealer: Pick<Sealer, 'open'>,
  { id, tenant, sealed }: Pick<OutgoingMessage, 'id' | 'tenant' | 'sealed'>,
): Promise<MessageContents> {
  if (sealed === null) return {};
  const plain = await sealer.open(messageContext(tenant, id), sealed);
  return JSON.parse(new TextDecoder().decode(plain)) as MessageContents;
}
