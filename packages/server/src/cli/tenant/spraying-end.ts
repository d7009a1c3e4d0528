import type { AdminCommand } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';

export const sprayingEnd: AdminCommand = {
  words: 'spraying end',
  summary: 'end the brake that slows guesses of strangers down',
  details: ['It ends by itself when the guessing does. New signs of guessing begin another one.'],
  options: [REASON],
  examples: [
    ['pintumbler spraying end -t acme --reason "load test of ours"', 'lets everybody guess again'],
  ],
  seeAlso: ['spraying show', 'policy set'],
  twins: ['POST /tenants/:tenant/spraying/end'],
  run: async ({ api, tenant, text }) => {
    const body = await api.send('POST', `${tenant}/spraying/end`, { reason: text('reason') });
    const done = body['outcome'] === 'ended' ? 'The brake has ended.' : 'There was no brake.';
    return { json: body, text: done };
  },
};
