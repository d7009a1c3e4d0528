import { Type } from 'typebox';
import { EVENT_TYPES } from '../core/model/event.ts';

const FAMILIES = [...new Set(EVENT_TYPES.map((type) => `${type.slice(0, type.indexOf('.'))}.*`))];

const NAMES: ReadonlySet<string> = new Set(['*', ...FAMILIES, ...EVENT_TYPES]);

const eventName = Type.Refine(
  Type.String({ maxLength: 64 }),
  (name) => NAMES.has(name),
  () => 'must be *, a family such as pin.*, or the name of an event',
);

/** `*`, a family such as `pin.*`, or the names of events. */
export const webhookEvents = Type.Array(eventName, { minItems: 1, maxItems: 50 });
