import type { ComponentChild } from 'preact';

export interface Column<T> {
  readonly head: string;
  readonly cell: (row: T) => ComponentChild;
  /** How wide the column is and how it reads: see table.css. */
  readonly kind?: 'name' | 'text' | 'short' | 'code' | 'number' | 'time' | 'actions';
}

interface TableProps<T> {
  /** What the rows are, for those who hear the table. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, at: number) => string | number;
}

/** Rows of facts; on a narrow screen each row stands as a card, its facts with their names. */
export function Table<T>({ label, columns, rows, keyOf }: TableProps<T>) {
  return (
    <div class="table-frame">
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ head, kind }) => (
              <th key={head} scope="col" class={kind ?? ''}>
                {kind === 'actions' ? <span class="visually-hidden">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={keyOf(row, at)}>
              {columns.map(({ head, cell, kind }) => (
                <td key={head} class={kind ?? ''} data-head={head}>
                  {kind === 'actions' ? cell(row) : <div>{cell(row)}</div>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
