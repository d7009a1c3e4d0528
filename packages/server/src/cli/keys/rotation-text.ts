import type { Body } from '../frame/admin-client.ts';
import { cell, fields, table } from '../show/table.ts';

const STEPS: Readonly<Record<string, string>> = {
  following: 'waits until every node seals with the new root',
  tenants: 'gives keys to tenants that have none',
  values: 'seals anew',
  finished: 'finished: nothing is left under the old root',
};

/** One line of a rotation under way. */
export function progressOf(rotation: Body): string {
  const { state, root, pass, table: where } = rotation;
  if (state !== 'values') return `${cell(root)}: ${STEPS[String(state)] ?? cell(state)}`;
  return `${cell(root)}: pass ${cell(pass)}, ${cell(where)}`;
}

/** Roots, nodes and the newest rotation. */
export function showRoots(body: Body): string {
  const parts = [
    fields([['keyring', body['keyring']]]),
    table((body['roots'] ?? []) as readonly Body[], ['id', 'state']),
  ];
  const nodes = (body['nodes'] ?? []) as readonly Body[];
  if (nodes.length > 0) parts.push(table(nodes, ['id', 'roots', 'revision', 'seenAt']));
  const rotation = body['rotation'] as Body | null | undefined;
  if (rotation) parts.push(showRotation(rotation));
  return parts.join('\n\n');
}

export function showRotation(rotation: Body): string {
  const broken = (rotation['brokenRows'] ?? []) as readonly string[];
  return fields([
    [
      'rotation',
      `${cell(rotation['number'])}: ${cell(rotation['before'])} to ${cell(rotation['root'])}`,
    ],
    ['state', STEPS[String(rotation['state'])] ?? rotation['state']],
    ['pass', rotation['pass']],
    ['rows looked at', rotation['looked']],
    ['rows sealed anew', rotation['resealed']],
    ['rows that do not open', rotation['broken']],
    ...broken.map((row) => ['', row] as const),
    ['started', `${cell(rotation['startedAt'])} by ${cell(rotation['startedBy'])}`],
    ...(rotation['finishedAt'] ? [['finished', rotation['finishedAt']] as const] : []),
  ]);
}
