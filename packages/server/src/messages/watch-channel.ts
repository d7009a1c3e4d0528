import type { MessageChannel, SendResult } from '../core/model/message.ts';
import type { MessageLog } from './send-message.ts';

/**
 * Tells operators when sending on a channel begins to fail, for which reason, and when it works
 * again. Not each failed try: there are many of them while a mail server is down.
 */
export function watchChannel(
  channel: MessageChannel,
  log: MessageLog,
): (result: SendResult) => void {
  let failing: string | null = null;
  return (result) => {
    const reason = result.ok ? null : result.error;
    if (reason === failing) return;
    failing = reason;
    if (reason === null) log.info({ channel }, 'messages are sent again');
    else log.warn({ channel, reason }, 'a message could not be sent and is tried again');
  };
}
