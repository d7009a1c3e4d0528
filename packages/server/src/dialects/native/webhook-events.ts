import type { Notice, RenderedNotice, Webhook } from '../../core/model/webhook.ts';
import { TEST_EVENT, wantsEvent } from '../../core/model/webhook.ts';
import { toIso } from '../to-iso.ts';

/** Data that are points in time: told as every time on this wire is. */
const INSTANTS: ReadonlySet<string> = new Set(['lockedUntil', 'until']);

/**
 * An event in the form of Standard Webhooks: type, time and data. Its id is in the header
 * `webhook-id`, the same on every try. A test reaches every webhook, whatever it asked for.
 */
export function renderNotice(
  { events }: Pick<Webhook, 'events'>,
  { type, at, subject, data }: Notice,
): RenderedNotice | null {
  if (type !== TEST_EVENT && !wantsEvent(events, type)) return null;
  const facts = Object.entries(data).map(([name, value]) => [name, tell(name, value)]);
  const about = { ...(subject && { subject }), ...Object.fromEntries(facts) };
  const told = { type, timestamp: toIso(at), data: about };
  return { mediaType: 'application/json', body: new TextEncoder().encode(JSON.stringify(told)) };
}

function tell(name: string, value: Notice['data'][string]) {
  return INSTANTS.has(name) && typeof value === 'number' ? toIso(value) : value;
}
