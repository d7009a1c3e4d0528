import type { AdminCommand } from '../frame/admin-command.ts';
import { ALL, CURSOR, LIMIT } from '../frame/options.ts';
import { listPages } from '../frame/pages.ts';
import { table } from '../show/table.ts';
import { ENTRIES } from '../subject/columns.ts';
import { FILTERS, readFilters } from './filters.ts';

export const auditList: AdminCommand = {
  words: 'audit list',
  summary: 'list the audit trail of a tenant, newest first',
  options: [...FILTERS, LIMIT, CURSOR, ALL],
  examples: [
    ['pintumbler audit list -t acme --action pin.unlock', 'shows who unlocked whom, and why'],
    ['pintumbler audit list -t acme --source 192.0.2.7 --outcome wrong', 'shows wrong guesses'],
  ],
  seeAlso: ['audit export', 'subject timeline'],
  twins: ['GET /tenants/:tenant/audit'],
  run: (input) =>
    listPages(input, {
      path: `${input.tenant}/audit`,
      name: 'entries',
      query: readFilters(input),
      show: (rows) => table(rows, ENTRIES),
    }),
};
