import { type Query, type Row, rowsOf } from './admin-client.ts';
import type { Input, Report } from './admin-command.ts';

interface Listing {
  readonly path: string;
  /** Where the rows are in an answer. */
  readonly name: string;
  readonly query?: Query;
  readonly show: (rows: readonly Row[]) => string;
}

const PAGE_OF_ALL = 200;

/** One page of a list, or with `--all` every page of it. */
export async function listPages(input: Input, listing: Listing): Promise<Report> {
  const { api, text, flag, terminal } = input;
  const { path, name, show } = listing;
  const query = {
    ...listing.query,
    limit: flag('all') ? PAGE_OF_ALL : text('limit'),
    cursor: text('cursor'),
  };
  const rows: Row[] = [];
  let next: unknown = query.cursor;
  do {
    const cursor = typeof next === 'string' ? next : undefined;
    const page = await api.get(path, { ...query, cursor });
    rows.push(...rowsOf(page, name));
    next = page['next'] ?? null;
    if (flag('all')) terminal.progress('reading', rows.length);
  } while (flag('all') && next !== null);
  terminal.endProgress();
  const more = next === null ? '' : `\n\nThere is more: --cursor ${next}, or --all.`;
  return { json: { [name]: rows, next }, text: `${show(rows)}${more}` };
}
