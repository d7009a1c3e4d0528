import type { AdminCommand } from '../frame/admin-command.ts';
import { ALL, CURSOR, LIMIT } from '../frame/options.ts';
import { listPages } from '../frame/pages.ts';
import { table } from '../show/table.ts';
import { ENTRIES } from './columns.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectTimeline: AdminCommand = {
  words: 'subject timeline',
  summary: 'show everything that happened to one person, newest first',
  details: ['Every attempt is among it, with the reason that its caller was not told.'],
  args: [SUBJECT],
  options: [LIMIT, CURSOR, ALL],
  examples: [
    ['pintumbler subject timeline ann -t acme --limit 20', 'shows the last twenty entries'],
  ],
  seeAlso: ['subject show', 'audit list'],
  twins: ['GET /tenants/:tenant/subjects/:id/timeline'],
  run: (input) =>
    listPages(input, {
      path: `${pathOf(input)}/timeline`,
      name: 'entries',
      show: (rows) =>
        table(
          rows,
          ENTRIES.filter((column) => column !== 'subject'),
        ),
    }),
};
