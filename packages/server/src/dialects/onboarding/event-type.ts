import { textOf } from './fields.ts';
import type { Fields } from './read-body.ts';

/** Bounded, for it names what a code is for, and without what would not be seen in the trail. */
const EVENT_TYPE = /^[\x20-\x7e]{1,64}$/;

/** `ENROLL` is the one documented value; others are as good, each with codes of its own (onb 5). */
export function eventTypeOf(fields: Fields): string | undefined {
  const text = textOf(fields, 'otpEventType');
  return text !== undefined && EVENT_TYPE.test(text) ? text : undefined;
}
