import { Type } from 'typebox';
import { field } from './fields.ts';

const DEFAULT = 10;
const MAX = 50;

const schema = Type.Optional(Type.Integer({ minimum: 1, default: DEFAULT }));

/** 10 unless said otherwise; more than 50 is 50, not an error (w3s 7). */
export const pageSize = field<number>(schema, (value, location: string) => {
  if (value === undefined) return { value: DEFAULT };
  const size = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (size >= 1) return { value: Math.min(size, MAX) };
  const message = `${location} must be a whole number of at least 1`;
  return { wrong: [{ error: 'min_value', message, location, constraints: { min: 1 } }] };
});
