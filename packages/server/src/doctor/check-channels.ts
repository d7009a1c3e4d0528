import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'messages';

/** Without a channel nobody can be sent a code, and nobody is told that a PIN was replaced. */
export async function checkChannels({ config }: Pick<Scene, 'config'>): Promise<Finding[]> {
  const channels = [
    ...(config.smtpUrl === null ? [] : ['mail']),
    ...(config.smsUrl === '' ? [] : ['text messages']),
  ];
  if (channels.length > 0) return [ok(NAME, channels.join(' and '))];
  const todo =
    'Set PINTUMBLER_SMTP_URL or PINTUMBLER_SMS_URL: what needs a code is refused without.';
  return [warning(NAME, 'no channel', todo)];
}
