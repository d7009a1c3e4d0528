import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../../core/model/instant.ts';
import type { LockoutView } from '../../../core/model/lockout-view.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Messages } from '../messages/messages.ts';
import type { Surface } from '../surface.ts';

/** `what` was wrong too often, and when or how it may be tried again. */
export function lockWords(
  { messages, now }: Pick<Surface, 'messages' | 'now'>,
  what: string,
  { locked, lockedUntil }: Pick<LockoutView, 'locked' | 'lockedUntil'>,
): Html {
  const { lock } = messages;
  if (!locked) return html`${what} ${lock.again}`;
  if (lockedUntil === null) return html`${what} ${lock.support}`;
  const at = now();
  const iso = new Date(lockedUntil).toISOString();
  const time = html`<time datetime="${iso}" data-until="${iso}" dir="auto">${utcWords(lockedUntil, at)}</time>`;
  return html`${what} ${lock.until(time, waitWords(lock, lockedUntil - at))}`;
}

/** Rounded up: whoever comes back then finds the lock gone. */
function waitWords(lock: Messages['lock'], ms: number): string {
  if (ms <= 59 * MINUTE_MS) return lock.minutes(Math.max(1, Math.ceil(ms / MINUTE_MS)));
  if (ms <= 47 * HOUR_MS) return lock.hours(Math.ceil(ms / HOUR_MS));
  return lock.days(Math.ceil(ms / DAY_MS));
}

/** The clock as everybody can convert it: where the person is, only their browser knows. */
function utcWords(at: Instant, now: Instant): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const sameDay = new Date(now).toISOString().startsWith(date);
  return `${sameDay ? '' : `${date} `}${time.slice(0, 5)} UTC`;
}
