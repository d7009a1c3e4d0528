import type { Command } from 'commander';
import { DataDir } from '../config/data-dir.ts';
import { loadConfig } from '../config/load-config.ts';
import type { RowNote } from '../core/ports/row-mover.ts';
import type { Imported } from '../moving/import-file.ts';
import { type ImportReport, openImportReport } from '../moving/import-report.ts';
import { createProgress } from '../moving/progress.ts';
import { readFlags } from './flags.ts';
import { withDataSettings } from './moving-settings.ts';
import { PRODUCTION_MARK } from './production-mark.ts';

interface Wanted {
  readonly dryRun?: true;
  readonly merge?: true;
  readonly leaveOutRefused?: true;
  readonly report?: string;
  readonly json?: true;
}

/** Refused rows that are also shown on the terminal; the report has them all. */
const SHOWN_MAX = 10;

/** A file of `pintumbler export`, into the database of the settings. */
export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('read a file of pintumbler export into an empty database; run again, it goes on')
    .argument('<file>', 'what pintumbler export wrote')
    .option('--dry-run', 'check everything and say what would be done, without writing a row')
    .option('--merge', 'into a database that has rows: the stricter counters of both count')
    .option(
      '--leave-out-refused',
      'import the other rows when some are refused, instead of nothing',
    )
    .option('--report <file>', 'write what became of each row that was not simply imported')
    .option('--json', 'print what was done as JSON');
  withDataSettings(command).action(async (file: string, options: Wanted) => {
    process.umask(0o077);
    const config = loadConfig(readFlags({ ...options }));
    const notes = openNotes(options.report);
    const progress = createProgress(tell, () => performance.now());
    const { runImport } = await import('../compose/moving.ts');
    const imported = await runImport(config, file, {
      mode: options.merge ? 'merge' : 'fill',
      dryRun: options.dryRun === true,
      leaveOutRefused: options.leaveOutRefused === true,
      onStart: notes.start,
      onNote: notes.add,
      onRows: progress,
    }).finally(notes.close);
    if (imported.outcome === 'imported') markProduction(config.dataDir);
    process.stdout.write(`${options.json ? JSON.stringify(imported) : summary(file, imported)}\n`);
    if (imported.refused > 0) process.exitCode = 1;
  });
}

/** Data of real people may be here now, and dev mode would show their codes. */
function markProduction(dataDir: string): void {
  new DataDir(dataDir).write(PRODUCTION_MARK, 'pintumbler import ran here.\n');
}

function openNotes(path: string | undefined) {
  let report: ImportReport | undefined;
  let shown = 0;
  return {
    start(resumedAfterLine: number | null) {
      if (resumedAfterLine !== null) tell(`Going on after line ${resumedAfterLine}.\n`);
      if (path !== undefined) report = openImportReport(path, resumedAfterLine !== null);
    },
    add(note: RowNote) {
      report?.add(note);
      if (note.outcome !== 'refused') return;
      shown += 1;
      if (shown > SHOWN_MAX) return;
      const key = Object.values(note.key).join(' ');
      tell(`line ${note.line}, ${note.table} ${key}: refused, ${note.reason}\n`);
    },
    close() {
      report?.close();
    },
  };
}

function summary(file: string, { outcome, ...counts }: Imported): string {
  const { rows, refused, skipped, merged } = counts;
  const what = `${rows} rows, ${merged} merged, ${skipped} skipped, ${refused} refused`;
  switch (outcome) {
    case 'imported_before':
      return `${file} was imported into this database before; there is nothing to do.`;
    case 'checked':
      return `${file} was checked, nothing was written: ${what}.`;
    case 'refused':
      return `${file} was not imported: ${what}. With --leave-out-refused the others are imported.`;
    case 'imported':
      return `${file} was imported: ${what}.`;
  }
}

function tell(text: string): void {
  process.stderr.write(text);
}
