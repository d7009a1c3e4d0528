import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields } from '../show/table.ts';

export const sprayingShow: AdminCommand = {
  words: 'spraying show',
  summary: 'show whether somebody guesses at many people',
  details: ['Counts are of the latest five minutes, over all nodes, some seconds old.'],
  examples: [['pintumbler spraying show -t acme', 'shows wrong PINs and the brake']],
  seeAlso: ['spraying end', 'policy set', 'stats'],
  twins: ['GET /tenants/:tenant/spraying'],
  run: async ({ api, tenant }) => {
    const body = await api.get(`${tenant}/spraying`);
    return { json: body, text: show(body) };
  },
};

function show(body: Body): string {
  const brake = body['brake'] as Readonly<Record<string, string>> | null;
  return fields([
    ['brake', brake && `on since ${brake['since']} until ${brake['until']} (${brake['reason']})`],
    ['wrong PINs in 5 min', body['wrong']],
    ['refused in 5 min', body['refused']],
    ['usual in 5 min', body['usual']],
  ]);
}
