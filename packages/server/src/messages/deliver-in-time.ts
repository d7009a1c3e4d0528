import { SECOND_MS } from '../core/model/instant.ts';
import type { SendResult } from '../core/model/message.ts';
import type { Notifier, RenderedMessage } from '../core/ports/notifier.ts';
import type { OutboxLog } from '../outbox/outbox-worker.ts';
import { unlessAborted } from '../outbox/unless-aborted.ts';
import { SendFailure } from './send-failure.ts';

const DEADLINE_MS = 15 * SECOND_MS;

/**
 * Hands a message over within the deadline, whatever the other side does; never rejects. `cut off`:
 * we were told to stop, and nobody knows whether it arrived.
 */
export async function deliverInTime(
  notifier: Notifier,
  message: RenderedMessage,
  stop: AbortSignal,
  log: OutboxLog,
): Promise<SendResult | 'cut off'> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const signal = AbortSignal.any([deadline, stop]);
  try {
    await unlessAborted(notifier.deliver(message, signal), signal);
    return { ok: true };
  } catch (error) {
    if (stop.aborted) return 'cut off';
    const isLate = deadline.aborted;
    return {
      ok: false,
      error: isLate ? `timed out after ${DEADLINE_MS / SECOND_MS} s` : words(error, log),
    };
  }
}

/** Only a reason that was made for operators: any other error may hold what was being sent. */
function words(error: unknown, log: OutboxLog): string {
  if (error instanceof SendFailure) return error.message;
  const name = error instanceof Error ? error.name : typeof error;
  log.error({ internal: name }, 'a notifier broke');
  return 'could not be sent';
}
