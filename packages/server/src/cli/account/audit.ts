import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';
import { ENTRIES } from '../subject/columns.ts';

export const accountAudit: AdminCommand = {
  words: 'account audit',
  summary: 'show the newest hundred entries about operators: sign-ins, accounts, second factors',
  tenant: 'none',
  examples: [['pintumbler account audit', 'shows who signed in, and who could not']],
  seeAlso: ['account list', 'audit list'],
  twins: ['GET /accounts/audit'],
  run: async ({ api }) => {
    const body = await api.get('/accounts/audit');
    return { json: body, text: table(rowsOf(body, 'entries'), ENTRIES) };
  },
};
