import { Type } from 'typebox';
import { DAY_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../core/model/instant.ts';
import { field, invalid } from './fields.ts';

const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?)?$/;

/** As the vendor writes dates: UTC, without fractions (w3s 4). */
export function toIso(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, -5)}Z`;
}

/** Everything a written date covers, both ends included. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * Reads ISO 8601. A date covers what it leaves open, so that a bound taken from one of our answers,
 * which have no fractions, includes the user it was taken from.
 */
export const span = field<Span>(Type.String({ description: 'ISO 8601' }), (value, location) => {
  const [, day, minutes, seconds, fraction, zone] =
    typeof value === 'string' ? (ISO.exec(value) ?? []) : [];
  const time = `${minutes ?? '00:00'}${seconds ?? ':00'}${(fraction ?? '').slice(0, 4)}`;
  const start = Date.parse(`${day}T${time}${zone ?? 'Z'}`);
  if (Number.isNaN(start)) return invalid(location, 'must be an ISO 8601 date');
  if (fraction !== undefined) return { value: { start, end: start } };
  const covered = minutes === undefined ? DAY_MS : seconds === undefined ? MINUTE_MS : SECOND_MS;
  return { value: { start, end: start + covered - 1 } };
});
