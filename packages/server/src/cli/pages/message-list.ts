import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const messageList: AdminCommand = {
  words: 'message list',
  summary: 'list the newest hundred messages: to whom, and how far they got',
  details: ['What a message said is not kept: there are codes in it.'],
  examples: [['pintumbler message list -t acme', 'shows which mails wait and which were given up']],
  seeAlso: ['template show'],
  twins: ['GET /tenants/:tenant/messages'],
  run: async ({ api, tenant }) => {
    const body = await api.get(`${tenant}/messages`);
    const columns = ['at', 'channel', 'to', 'template', 'state', 'tries', 'lastError', 'settledAt'];
    return { json: body, text: table(rowsOf(body, 'messages'), columns) };
  },
};
