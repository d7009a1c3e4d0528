import { Fault } from '../../core/fault.ts';
import type { Row, SqlValue } from '../engine/engine.ts';

/*
 * Readers for columns. A value of another kind than the schema promises means the row was edited by
 * hand or the schema is not ours: that is an integrity fault, never a default.
 */

export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : broken(column);
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : broken(column);
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  return value instanceof Uint8Array ? value : broken(column);
}

export function bytesOrNull(row: Row, column: string): Uint8Array | null {
  return row[column] === null ? null : bytes(row, column);
}

/** An unsigned 64-bit number, written by {@link toUnsigned64}. */
export function unsigned64(row: Row, column: string): bigint {
  const digits = text(row, column);
  return /^[0-9a-f]{16}$/.test(digits) ? BigInt(`0x${digits}`) : broken(column);
}

/** Reads a JSON column. The caller names the shape its own writer stored. */
export function json<T>(row: Row, column: string): T {
  try {
    return JSON.parse(text(row, column)) as T;
  } catch (cause) {
    return broken(column, cause);
  }
}

export function toFlag(value: boolean): SqlValue {
  return value ? 1 : 0;
}

/**
 * 16 hex digits: integers of a database are signed, those of JavaScript end at 2^53, and texts of
 * one length are in the order of their numbers.
 */
export function toUnsigned64(value: bigint): SqlValue {
  return value.toString(16).padStart(16, '0');
}

function broken(column: string, cause?: unknown): never {
  throw new Fault('integrity', 'Stored data is damaged. The operator has to look into it.', {
    internal: `column ${column} holds a value the schema does not allow`,
    cause,
  });
}
