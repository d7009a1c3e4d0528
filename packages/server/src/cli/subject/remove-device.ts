import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { cell } from '../show/table.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectRemoveDevice: AdminCommand = {
  words: 'subject remove-device',
  summary: "unbind one of a person's devices: a lost phone",
  details: ['Sign-ins, codes and recoveries that may rest on it end too.'],
  args: [SUBJECT, { name: 'type', meaning: 'of the device, such as IMSI' }],
  options: [{ flags: '--reason <text>', meaning: 'why, in your words; kept in the audit trail' }],
  asks: ([id, type]) => `Unbind ${type} of ${id}?`,
  examples: [['pintumbler subject remove-device ann IMSI -t acme', 'asks, then unbinds it']],
  seeAlso: ['subject show', 'subject revoke-client'],
  twins: ['DELETE /tenants/:tenant/subjects/:id/devices/:device'],
  run: async (input) => {
    const reason = input.text('reason');
    const path = `${pathOf(input)}/devices/${segment(input.args[1] ?? '')}`;
    const body = await input.api.send('DELETE', path, reason === undefined ? {} : { reason });
    return { json: body, text: `${cell(body['outcome'])}.` };
  },
};
