import { matching, text } from './fields.ts';

/*
 * Fields that several calls take.
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The developer's own name for a user: free text (w3s 4). It is the subject's id here. */
export const userId = text(5, 50);

/** In the body of the calls that open a challenge (w3s 7). */
export const idempotencyKey = matching(UUID_V4, 'a UUID of version 4');

export function isUuid(value: string | undefined): value is string {
  return value !== undefined && UUID.test(value);
}
