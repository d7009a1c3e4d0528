import { createHmac, hash } from 'node:crypto';
import type { Loot, LootRow, LootValue } from './loot.ts';

/** A digest that costs nothing to try, found beside somebody's name. */
export interface FoundPin {
  readonly tenant: string;
  readonly subject: string;
  readonly pin: string;
}

const ALGORITHMS: Readonly<Record<number, string>> = {
  16: 'md5',
  20: 'sha1',
  32: 'sha256',
  64: 'sha512',
};
/** Rows that are looked at: a scheme that is used for anybody is used for all. */
const SAMPLE = 1;
const SALTS_MAX = 4;

/**
 * PINs out of plain, salted or keyed digests, where salt or key is another value of the same row; and
 * PINs that just lie there. A few people's rows are tried; when one gives way, so would all.
 */
export function tryDigests({ rows }: Loot, pins: readonly string[]): readonly FoundPin[] {
  const known = new Set(pins);
  const perTable = new Map<string, LootRow[]>();
  for (const row of rows) {
    if (String(row.values.get('subject') ?? '') === '') continue;
    const sample = perTable.get(row.table) ?? [];
    if (sample.length < SAMPLE) perTable.set(row.table, [...sample, row]);
  }
  return [...perTable.values()].flat().flatMap((row) => {
    const found = new Set([...plainIn(row, known), ...digestedIn(row, pins)]);
    const tenant = String(row.values.get('tenant') ?? '');
    const subject = String(row.values.get('subject'));
    return [...found].map((pin) => ({ tenant, subject, pin }));
  });
}

function plainIn({ values }: LootRow, known: ReadonlySet<string>): string[] {
  return [...values.values()].filter(
    (value): value is string => typeof value === 'string' && known.has(value),
  );
}

function digestedIn({ values }: LootRow, pins: readonly string[]): string[] {
  const all = [...values.values()];
  return all.flatMap((value) => {
    const wanted = digestOf(value);
    const algorithm = ALGORITHMS[wanted?.length ?? 0];
    if (wanted === undefined || algorithm === undefined) return [];
    const salts = all
      .filter((other) => other !== value)
      .slice(0, SALTS_MAX)
      .map(bytesOf);
    return pins.filter((pin) => isDigest(wanted, algorithm, Buffer.from(pin), salts));
  });
}

function isDigest(
  wanted: Buffer,
  algorithm: string,
  pin: Buffer,
  salts: readonly Buffer[],
): boolean {
  const is = (bytes: Buffer) => hash(algorithm, bytes, 'buffer').equals(wanted);
  return (
    is(pin) ||
    salts.some(
      (salt) =>
        is(Buffer.concat([salt, pin])) ||
        is(Buffer.concat([pin, salt])) ||
        createHmac(algorithm, salt).update(pin).digest().equals(wanted),
    )
  );
}

function digestOf(value: LootValue): Buffer | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (typeof value !== 'string') return undefined;
  if (/^(?:[0-9a-f]{2}){16,64}$/i.test(value)) return Buffer.from(value, 'hex');
  return /^[A-Za-z0-9+/_-]{22,88}={0,2}$/.test(value) ? Buffer.from(value, 'base64') : undefined;
}

function bytesOf(value: LootValue): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
}
