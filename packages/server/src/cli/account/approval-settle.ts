import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';
import { cell } from '../show/table.ts';

interface Settling extends Pick<AdminCommand, 'summary' | 'details' | 'asks'> {
  readonly verb: 'approve' | 'reject';
  readonly example: string;
}

/** Whoever asked for something cannot approve it; the server sees to that. */
export function settling({ verb, example, ...rest }: Settling): AdminCommand {
  return {
    ...rest,
    words: `approval ${verb}`,
    args: [{ name: 'approval', meaning: 'its id' }],
    options: [REASON],
    examples: [[`pintumbler approval ${verb} 01a2 -t acme --reason "checked"`, example]],
    seeAlso: ['approval list', verb === 'approve' ? 'approval reject' : 'approval approve'],
    twins: [`POST /tenants/:tenant/approvals/:id/${verb}`],
    run: async ({ api, tenant, args: [id = ''], text }) => {
      const path = `${tenant}/approvals/${segment(id)}/${verb}`;
      const body = await api.send('POST', path, { reason: text('reason') });
      return { json: body, text: `${cell(body['outcome'])}.` };
    },
  };
}
