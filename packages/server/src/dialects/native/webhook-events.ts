import { Type } from 'typebox';
import { EVENT_TYPES } from '../../core/model/event.ts';
import type { Notice, Webhook } from '../../core/model/webhook.ts';
import { TEST_EVENT, wantsEvent } from '../../core/model/webhook.ts';
import type { RenderedNotice } from '../dialect.ts';
import { toIso } from './answers.ts';

const FAMILIES = [...new Set(EVENT_TYPES.map((type) => `${type.slice(0, type.indexOf('.'))}.*`))];

/** `*`, a family such as `pin.*`, or the names of events. */
export const webhookEvents = Type.Array(
  Type.Union(['*', ...FAMILIES, ...EVENT_TYPES].map((each) => Type.Literal(each))),
  { minItems: 1, maxItems: 50 },
);

/**
 * An event in the form of Standard Webhooks: type, time and data. Its id is in the header
 * `webhook-id`, the same on every try. A test reaches every webhook, whatever it asked for.
 */
export function renderNotice(
  { events }: Pick<Webhook, 'events'>,
  { type, at, subject, data }: Notice,
): RenderedNotice | null {
  if (type !== TEST_EVENT && !wantsEvent(events, type)) return null;
  const told = { type, timestamp: toIso(at), data: { ...(subject && { subject }), ...data } };
  return { mediaType: 'application/json', body: new TextEncoder().encode(JSON.stringify(told)) };
}
