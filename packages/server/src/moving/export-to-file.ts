import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../core/ports/clock.ts';
import type { Random } from '../core/ports/random.ts';
import type { RowSource } from '../core/ports/row-mover.ts';
import { type End, FORMAT } from './export-format.ts';
import { type ExportParts, exportLines } from './export-lines.ts';

export interface ExportOptions {
  readonly file: string;
  /** Empty for all. */
  readonly tenants: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly onRows: (count: number) => void;
}

export interface Exported extends End {
  readonly file: string;
  /** Entries the audit trail got meanwhile: guesses charged since are not in the file. */
  readonly writtenMeanwhile: number;
}

/**
 * Writes an export, for its owner's eyes only. The file has its name once it is complete and on disk:
 * what a killed export leaves ends in `.part`.
 */
export async function exportToFile(
  parts: ExportParts & { readonly source: RowSource },
  options: ExportOptions,
): Promise<Exported> {
  const { file, tenants, clock, random, onRows } = options;
  refuseExisting(file);
  const { source } = parts;
  const missing = await source.missing(tenants);
  if (missing.length > 0) {
    throw new Error(`There is no tenant ${missing.join(', ')}. GET /admin/v1/tenants lists them.`);
  }
  const keyProbe = await source.keyProbe();
  if (keyProbe === null) throw new Error('No server ever ran on this database: nothing to export.');
  const before = await source.newestAudit();
  const header = {
    ...({ pintumbler: 'export', format: FORMAT, schema: source.schema } as const),
    ...{ at: new Date(clock.now()).toISOString(), id: random.id(), tenants, keyProbe },
  };
  const end = await writeFile(exportLines(parts, header, onRows), file);
  return { file, ...end, writtenMeanwhile: (await source.newestAudit()) - before };
}

async function writeFile(lines: AsyncGenerator<string, End>, file: string): Promise<End> {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const ended = Promise.withResolvers<End>();
  ended.promise.catch(() => undefined);
  const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
  const from = Readable.from(withoutEnd(lines, ended.resolve));
  try {
    await (file.endsWith('.gz') ? pipeline(from, createGzip(), target) : pipeline(from, target));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, file);
  return ended.promise;
}

async function* withoutEnd(lines: AsyncGenerator<string, End>, onEnd: (end: End) => void) {
  onEnd(yield* lines);
}

/** An export is kept for a reason; the next one gets a name of its own. */
function refuseExisting(file: string): void {
  if (existsSync(file)) throw new Error(`${file} is there already. Name another file with --out.`);
}
