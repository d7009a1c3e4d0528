import type { MessageChannel } from '../model/message.ts';

/** A message in the words its reader gets. */
export interface RenderedMessage {
  /** Stable across tries: whoever gets it twice can tell. */
  readonly id: string;
  readonly to: string;
  /** Shown as the sender's name. */
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
}

/**
 * One way to tell people something. Resolves when the other side has taken the message over, and
 * rejects with a reason for operators otherwise; the reason holds nothing of the text.
 */
export interface Notifier {
  readonly channel: MessageChannel;
  deliver(message: RenderedMessage, stop: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
