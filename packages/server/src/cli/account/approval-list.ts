import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const approvalList: AdminCommand = {
  words: 'approval list',
  summary: 'list what waits for a second person, and what became of the rest',
  examples: [['pintumbler approval list -t acme', 'shows who asked for what']],
  seeAlso: ['approval approve', 'approval reject'],
  twins: ['GET /tenants/:tenant/approvals'],
  run: async ({ api, tenant }) => {
    const body = await api.get(`${tenant}/approvals`);
    const columns = ['id', 'kind', 'state', 'changes', 'requestedBy', 'expiresAt', 'settledBy'];
    return { json: body, text: table(rowsOf(body, 'approvals'), columns) };
  },
};
