import { type Body, rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields, table } from '../show/table.ts';
import { names } from './columns.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectShow: AdminCommand = {
  words: 'subject show',
  summary: 'show one person: names, devices, clients, and how each PIN stands',
  details: ['Nobody can see a PIN; there is no command for it and no call.'],
  args: [SUBJECT],
  examples: [['pintumbler subject show ann -t acme', 'says whether and until when ann is locked']],
  seeAlso: ['subject timeline', 'unlock'],
  twins: ['GET /tenants/:tenant/subjects/:id'],
  run: async (input) => {
    const body = await input.api.get(pathOf(input));
    return { json: body, text: show(body) };
  },
};

function show(body: Body): string {
  const { id, identifiers, devices, suspended, createdAt } = body;
  const password = body['password'] as Body | null | undefined;
  const pins = [
    ...rowsOf(body, 'pins'),
    ...(password ? [{ purpose: '(password)', ...password }] : []),
  ];
  return [
    fields([
      ['id', id],
      ['identifiers', names(identifiers)],
      ['devices', names(devices)],
      ['suspended', suspended],
      ['created', createdAt],
    ]),
    table(
      pins,
      [
        'purpose',
        'state',
        ['guesses left', ({ attemptsRemaining }) => attemptsRemaining],
        'failures',
        'lockedUntil',
        'mustChange',
        'unconfirmedSince',
        'changedAt',
        'verifiedAt',
      ],
      'No PIN was ever set.',
    ),
    table(
      rowsOf(body, 'clients'),
      ['id', 'dialect', 'name', 'algorithm', 'revokedAt'],
      'No client.',
    ),
  ].join('\n\n');
}
