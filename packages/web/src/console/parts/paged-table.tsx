import type { ComponentChild } from 'preact';
import { FaultNote } from './fault-note.tsx';
import { Waiting } from './loaded.tsx';
import { type Column, Table } from './table.tsx';
import type { Pages } from './use-pages.ts';

interface PagedTableProps<T> {
  readonly label: string;
  readonly pages: Pages<T>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T, at: number) => string | number;
  readonly empty: ComponentChild;
}

/** A list that comes a page at a time. */
export function PagedTable<T>({ label, pages, columns, keyOf, empty }: PagedTableProps<T>) {
  const { rows, fault, busy, hasMore, more, reload } = pages;
  if (rows === null) {
    return fault === null ? (
      <Waiting />
    ) : (
      <div class="stack">
        <FaultNote fault={fault} />
        <p>
          <button type="button" class="button second" onClick={reload}>
            Try again
          </button>
        </p>
      </div>
    );
  }
  return (
    <div class="stack" aria-busy={busy}>
      {rows.length === 0 ? empty : <Table {...{ label, columns, rows, keyOf }} />}
      <FaultNote fault={fault} />
      {hasMore && (
        <p>
          <button type="button" class="button second" disabled={busy} onClick={more}>
            {busy ? 'Loading…' : 'Show more'}
          </button>
        </p>
      )}
    </div>
  );
}
