import { path } from './address.ts';
import { get } from './request.ts';

export type Language = 'en' | 'es' | 'fr' | 'sw' | 'ar';

export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

/** By template, then by language. */
export type Templates = Readonly<Record<string, Readonly<Record<string, MessageText>>>>;

interface SendLimit {
  readonly sendsMax: number;
  readonly windowSeconds: number;
}

export interface MessageSettings {
  readonly sender: string | null;
  readonly notices: boolean;
  readonly perRecipient: SendLimit;
  readonly perSource: SendLimit;
  readonly templates: Templates;
}

/** Where a message went and how far it got; what it said is not kept. */
export interface SentMessage {
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly language: string;
  readonly state: 'waiting' | 'sent' | 'dead';
  readonly tries: number;
  readonly lastError: string | null;
  readonly at: string;
  readonly settledAt: string | null;
}

export async function listMessages(
  tenant: string,
  signal?: AbortSignal,
): Promise<readonly SentMessage[]> {
  const at = path`/tenants/${tenant}/messages`;
  return (await get<{ readonly messages: readonly SentMessage[] }>(at, signal)).messages;
}
