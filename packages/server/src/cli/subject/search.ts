import type { AdminCommand } from '../frame/admin-command.ts';
import { ALL, CURSOR, LIMIT } from '../frame/options.ts';
import { listPages } from '../frame/pages.ts';
import { table } from '../show/table.ts';
import { PEOPLE } from './columns.ts';

export const subjectSearch: AdminCommand = {
  words: 'subject search',
  summary: 'find people by the beginning of their id, mail address, phone number or user name',
  details: [
    'Whoever has exactly this id or identifier comes first. Without a text everybody is listed, by id.',
  ],
  args: [{ name: 'text', meaning: 'how an id or identifier begins', optional: true }],
  options: [LIMIT, CURSOR, ALL],
  examples: [
    ['pintumbler subject search +2547 -t acme', 'finds phone numbers that begin so'],
    ['pintumbler subject search ann -t acme --json', 'prints ids and identifiers for programs'],
  ],
  seeAlso: ['subject show', 'subject timeline'],
  twins: ['GET /tenants/:tenant/subjects'],
  run: (input) =>
    listPages(input, {
      path: `${input.tenant}/subjects`,
      name: 'subjects',
      query: { search: input.args[0] },
      show: (rows) => table(rows, PEOPLE, 'Nobody is found.'),
    }),
};
