import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { RowNote } from '../core/ports/row-mover.ts';

/** What became of rows that were not simply written, one JSON line each. */
export interface ImportReport {
  add(note: RowNote): void;
  close(): void;
}

/** For its owner only: it names people. A run that goes on where one stopped adds to its report. */
export function openImportReport(path: string, goesOn: boolean): ImportReport {
  const file = openSync(path, goesOn ? 'a' : 'w', 0o600);
  return {
    add(note) {
      writeSync(file, `${JSON.stringify(note)}\n`);
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}
