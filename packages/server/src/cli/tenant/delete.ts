import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { REASON } from '../frame/options.ts';

export const tenantDelete: AdminCommand = {
  words: 'tenant delete',
  summary: 'delete a suspended tenant for good, with its key, its people and its audit trail',
  tenant: 'argument',
  details: [
    'Its key is thrown away at once, and with it everything that is sealed; its rows follow in the background. Backups made before still hold the key, sealed under the root: rotate the root and retire the old one to be rid of that.',
    'Where the tenant wants a second person for anything, another owner has to approve it.',
  ],
  args: [{ name: 'tenant', meaning: 'its id' }],
  options: [REASON],
  asks: ([id]) => `Delete ${id} for good? Nothing brings it back, and its id is never used again.`,
  examples: [['pintumbler tenant delete acme --reason "contract ended"', 'deletes acme']],
  seeAlso: ['tenant suspend', 'keys rotate', 'keys retire'],
  twins: ['DELETE /tenants/:tenant'],
  run: async ({ api, tenant, args: [id = ''], text }) => {
    const body = await api.send('DELETE', tenant, { confirm: id, reason: text('reason') });
    return changed(
      body,
      () => 'deleted: nothing of it opens any more; its rows are being removed.',
    );
  },
};
