import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const accountList: AdminCommand = {
  words: 'account list',
  summary: 'list the accounts of operators',
  tenant: 'none',
  examples: [['pintumbler account list', 'shows names, roles and second factors']],
  seeAlso: ['account create', 'account change'],
  twins: ['GET /accounts'],
  run: async ({ api }) => {
    const body = await api.get('/accounts');
    const columns = ['name', 'role', 'disabled', 'totp', 'createdAt'];
    return { json: body, text: table(rowsOf(body, 'accounts'), columns) };
  },
};
