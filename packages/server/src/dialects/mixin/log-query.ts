import { Type } from 'typebox';
import type { Instant } from '../../core/model/instant.ts';
import type { WireRequest } from '../dialect.ts';
import { NANOSECONDS_PER_MS } from './clock.ts';
import { BadField } from './read-body.ts';
import { ZERO_INSTANT } from './zero-instant.ts';

const LIMIT_MAX = 100;
const RFC_3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/i;

/** The same for the API reference. Empty is the same as absent. */
export const logQueryShape = Type.Object({
  category: Type.Optional(Type.String({ description: 'PIN_INCORRECT, or nothing for everything' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, description: `At most ${LIMIT_MAX} count` })),
  offset: Type.Optional(Type.String({ description: 'A time (RFC 3339): entries before it' })),
});

/** What is asked of the log (mixin 7.2). */
export interface LogQuery {
  /** Empty: everything. */
  readonly category: string;
  readonly limit: number;
  /** Entries of this instant and after it are left out. */
  readonly before?: Instant;
}

/** Throws {@link BadField} for what is none. */
export function readLogQuery({ query }: Pick<WireRequest, 'query'>): LogQuery {
  const before = readOffset(readText(query, 'offset'));
  return {
    category: readText(query, 'category'),
    limit: readLimit(readText(query, 'limit')),
    ...(before !== undefined && { before }),
  };
}

/** Absent and empty are the same: Go programs write fields they have nothing for. */
function readText(query: WireRequest['query'], field: string): string {
  const given = query[field] ?? '';
  if (typeof given === 'string') return given;
  throw new BadField(field, 'given more than once');
}

/** A page larger than the largest is that one. */
function readLimit(text: string): number {
  if (text === '') return LIMIT_MAX;
  if (/^[0-9]{1,9}$/.test(text) && Number(text) > 0) return Math.min(Number(text), LIMIT_MAX);
  throw new BadField('limit', `must be a number from 1 to ${LIMIT_MAX}`);
}

/** The instant of the year 1 is no time, here as everywhere on this wire. */
function readOffset(text: string): Instant | undefined {
  if (text === '' || text === ZERO_INSTANT) return undefined;
  const [, seconds, fraction = '', zone] = RFC_3339.exec(text) ?? [];
  const start = Date.parse(`${seconds}${zone}`.toUpperCase());
  if (Number.isNaN(start)) throw new BadField('offset', 'must be a time as RFC 3339 writes it');
  const nanoseconds = Number(fraction.padEnd(9, '0'));
  // Entries have whole milliseconds: one within the last of them is before the instant.
  return start + Math.ceil(nanoseconds / Number(NANOSECONDS_PER_MS));
}
