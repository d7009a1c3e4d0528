import { type Body, segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { REASON } from '../frame/options.ts';
import { UsageError } from '../frame/usage-error.ts';
import { cell } from '../show/table.ts';

export const subjectConfirm: AdminCommand = {
  words: 'subject confirm',
  summary: 'after a restore: confirm that nothing was changed since the backup',
  details: [
    'A PIN that was changed since counts again with this, in the hands of whoever knew it: be sure. A recovery gives a person a new PIN without it.',
    'Guesses do not come back: what counts as spent stays locked until its lock has ended.',
  ],
  args: [{ name: 'subject', meaning: 'id of the person', optional: true }],
  options: [REASON, { flags: '--all', meaning: 'everybody of the tenant, as an owner' }],
  examples: [
    ['pintumbler subject confirm ann -t acme --reason "stood at the desk"', 'confirms one person'],
    ['pintumbler subject confirm --all -t acme --reason "backup of an hour ago"', 'confirms all'],
  ],
  seeAlso: ['restore', 'unlock', 'approval list'],
  twins: ['POST /tenants/:tenant/subjects/:id/confirm', 'POST /tenants/:tenant/confirmations'],
  run: async ({ api, tenant, args: [id], text, flag }) => {
    const body = { reason: text('reason') };
    if ((id === undefined) === !flag('all')) {
      throw new UsageError('Say who, or --all for everybody of the tenant.');
    }
    if (id === undefined) {
      const done = await api.send('POST', `${tenant}/confirmations`, body);
      return changed(done, ({ count }) => `${cell(count)} confirmed.`);
    }
    const path = `${tenant}/subjects/${segment(id)}/confirm`;
    const done: Body = await api.send('POST', path, body);
    return { json: done, text: `${cell(done['outcome'])}.` };
  },
};
