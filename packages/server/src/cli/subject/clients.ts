import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectClients: AdminCommand = {
  words: 'subject clients',
  summary: 'list the clients that sign for one person, revoked ones too',
  args: [SUBJECT],
  examples: [['pintumbler subject clients ann -t acme', 'shows the ids that revoke-client takes']],
  seeAlso: ['subject revoke-client', 'subject show'],
  twins: ['GET /tenants/:tenant/subjects/:id/clients'],
  run: async (input) => {
    const body = await input.api.get(`${pathOf(input)}/clients`);
    const columns = ['id', 'dialect', 'name', 'algorithm', 'createdAt', 'revokedAt'];
    return { json: body, text: table(rowsOf(body, 'clients'), columns) };
  },
};
