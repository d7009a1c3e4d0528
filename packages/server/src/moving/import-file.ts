import type { ImportMark, ImportMode, RowNote, RowTarget } from '../core/ports/row-mover.ts';
import { inBatches, type OpenedExport, openExport, type Reading } from './read-export.ts';

export interface ImportParts {
  readonly reading: Reading;
  readonly target: RowTarget;
  /** An empty database like it, to write everything into before it counts. */
  readonly rehearsal: RowTarget;
}

export interface ImportOptions {
  readonly mode: ImportMode;
  readonly dryRun: boolean;
  /** Import the other rows when some are refused, instead of nothing. */
  readonly leaveOutRefused: boolean;
  /** Told once it is clear whether this import goes on where an earlier run stopped. */
  readonly onStart: (resumedAfterLine: number | null) => void;
  readonly onNote: (note: RowNote) => void;
  readonly onRows: (doing: 'checked' | 'imported', count: number) => void;
}

export interface Imported {
  readonly outcome: 'checked' | 'imported' | 'refused' | 'imported_before';
  readonly rows: number;
  readonly refused: number;
  readonly skipped: number;
  readonly merged: number;
  readonly resumedAfterLine: number | null;
}

/**
 * Reads an export twice: first everything is checked, chain, rows, keys of tables and what belongs
 * to what, then it is written. So a file that is cut off on its last line, or holds a row the
 * database cannot take, is refused before anything is written. Killed at any moment and run again,
 * it goes on after the last row that was written.
 */
export async function importFile(parts: ImportParts, options: ImportOptions): Promise<Imported> {
  const { reading, target } = parts;
  const opened = await openExport(reading);
  await checkTargetKeys(parts);
  const mark = await target.mark();
  const nothing = { rows: 0, refused: 0, skipped: 0, merged: 0, resumedAfterLine: null };
  if (mark?.id === opened.id && mark.state === 'complete') {
    return { outcome: 'imported_before', ...nothing };
  }
  await refuseOccupied(target, mark, opened.id, options.mode);
  const resumed = mark?.id === opened.id ? mark : null;
  options.onStart(resumed?.line ?? null);
  const checked = await check(parts, opened, resumed?.line ?? 0, options);
  const { refusedLines, ...counts } = checked;
  const result = { ...counts, refused: refusedLines.size, resumedAfterLine: resumed?.line ?? null };
  if (options.dryRun) return { outcome: 'checked', ...result };
  if (refusedLines.size > 0 && !options.leaveOutRefused) return { outcome: 'refused', ...result };
  await write(parts, options, { mark, refusedLines });
  return { outcome: 'imported', ...result, refused: refusedLines.size };
}

interface Checked {
  readonly rows: number;
  readonly skipped: number;
  readonly merged: number;
  readonly refusedLines: Set<number>;
}

/** Rows up to the mark were decided by an earlier run; they are checked for what hangs on them. */
async function check(
  { target, rehearsal }: ImportParts,
  opened: OpenedExport,
  doneUpTo: number,
  { mode, onNote, onRows }: ImportOptions,
): Promise<Checked> {
  const tally = { rows: 0, skipped: 0, merged: 0, refused: 0 };
  const refusedLines = new Set<number>();
  let at: ImportMark | null = null;
  for await (const rows of inBatches(opened.rows)) {
    const to: ImportMark = { id: opened.id, mode, line: rows.at(-1)?.line ?? 0, state: 'running' };
    const rehearsed = await rehearsal.write(rows, at, to);
    at = to;
    const judged = await target.judge(rows.filter(({ line }) => line > doneUpTo));
    const lines = new Set(judged.map(({ line }) => line));
    const notes = [...judged, ...rehearsed.filter(({ line }) => !lines.has(line))];
    for (const note of notes.toSorted((a, b) => a.line - b.line)) {
      onNote(note);
      tally[note.outcome] += 1;
      if (note.outcome === 'refused') refusedLines.add(note.line);
    }
    tally.rows += rows.length;
    onRows('checked', tally.rows);
  }
  return { rows: tally.rows, skipped: tally.skipped, merged: tally.merged, refusedLines };
}

interface Progress {
  readonly mark: ImportMark | null;
  readonly refusedLines: Set<number>;
}

async function write(
  { reading, target }: ImportParts,
  { mode, onNote, onRows }: ImportOptions,
  { mark, refusedLines }: Progress,
): Promise<void> {
  const opened = await openExport(reading);
  let at: ImportMark = { id: opened.id, mode, line: 1, state: 'running' };
  if (mark?.id === opened.id) at = mark;
  else await target.write([], mark, at);
  let count = 0;
  for await (const batch of inBatches(opened.rows)) {
    count += batch.length;
    const rows = batch.filter(({ line }) => line > at.line);
    const to: ImportMark = { ...at, line: Math.max(at.line, batch.at(-1)?.line ?? 0) };
    if (rows.length > 0) {
      // What the check did not foresee: others write into this database.
      for (const note of await target.write(rows, at, to)) {
        if (note.outcome !== 'refused' || refusedLines.has(note.line)) continue;
        refusedLines.add(note.line);
        onNote(note);
      }
    }
    at = to;
    onRows('imported', count);
  }
  await target.complete(at);
}

async function checkTargetKeys({ reading, target }: ImportParts): Promise<void> {
  const probe = await target.keyProbe();
  if (probe === null) return;
  await reading.openProbe(probe).catch((cause: unknown) => {
    throw new Error(
      'The database it goes into was written with another keyring. Values sealed with two keyrings ' +
        'cannot be in one database: import into an empty one.',
      { cause },
    );
  });
}

async function refuseOccupied(
  target: RowTarget,
  mark: ImportMark | null,
  id: string,
  mode: ImportMode,
): Promise<void> {
  if (mark?.state === 'running') {
    if (mark.id !== id) {
      throw new Error(
        'An import of another file into this database was begun and not finished. Run it again ' +
          'with that file, or begin anew with an empty database.',
      );
    }
    if (mark.mode === mode) return;
    const flag = mark.mode === 'merge' ? 'with' : 'without';
    throw new Error(`This import was begun ${flag} --merge. Go on in the same way.`);
  }
  const table = mode === 'merge' ? null : await target.occupied();
  if (table === null) return;
  throw new Error(
    `The database has rows already (in ${table}), and an import needs an empty one: name another ` +
      'data directory or database. To bring the rows together with those there: --merge.',
  );
}
