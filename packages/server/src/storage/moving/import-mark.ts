import type { ImportMark } from '../../core/ports/row-mover.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { bytes } from '../queries/column.ts';
import { replaceFact, selectFact } from '../queries/facts.ts';

/** The fact that says how far an import into this database has come. */
export const IMPORT_FACT = 'import';

export function selectImportMark(): Statement {
  return selectFact(IMPORT_FACT);
}

export function saveImportMark(mark: ImportMark): Statement {
  const value = Uint8Array.from(Buffer.from(JSON.stringify(mark)));
  return replaceFact(IMPORT_FACT, value);
}

export function toImportMark(row: Row | undefined): ImportMark | null {
  if (row === undefined) return null;
  return JSON.parse(Buffer.from(bytes(row, 'value')).toString()) as ImportMark;
}
