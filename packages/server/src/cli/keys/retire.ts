import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';
import { cell } from '../show/table.ts';

export const keysRetire: AdminCommand = {
  words: 'keys retire',
  summary: 'throw an old root key away, on every node',
  tenant: 'none',
  details: [
    'Refused while anything is under it. Backups and exports that were made under it open nowhere afterwards, whoever has them.',
  ],
  args: [{ name: 'root', meaning: 'its id, such as k1' }],
  options: [REASON],
  asks: ([root]) =>
    `Retire ${root}? Backups and exports from before the rotation can never be used again.`,
  examples: [['pintumbler keys retire k1 --reason "backups are newer"', 'throws k1 away']],
  seeAlso: ['keys rotate', 'keys rotation'],
  twins: ['POST /keys/roots/:id/retire'],
  run: async ({ api, args: [root = ''], text }) => {
    const path = `/keys/roots/${segment(root)}/retire`;
    const body = await api.send('POST', path, { confirm: root, reason: text('reason') });
    const left = body['removed']
      ? ''
      : ' Its secret is still where the keyring is kept: remove it there by hand.';
    return { json: body, text: `${cell(body['root'])} is retired.${left}` };
  },
};
