import { Type } from 'typebox';
import type { KeyRotation } from '../../core/model/key-rotation.ts';
import { SEALED_TABLES } from '../../core/model/sealed-tables.ts';
import type { KeysState } from '../../core/usecases/keys/read-keys-state.ts';
import { count, instant, oneOf, orNull, told } from '../../dialects/answer-parts.ts';
import { toIso } from '../../dialects/to-iso.ts';
import { type AdminRoute, adminRoute } from './admin-route.ts';
import { object, reason } from './fields.ts';

const rootId = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$', examples: ['k1'] });

const rotationAnswer = told(
  {
    number: count,
    state: oneOf(['following', 'tenants', 'values', 'finished']),
    root: Type.String(),
    before: Type.String(),
    pass: count,
    table: orNull(Type.String({ description: 'What is being sealed anew' })),
    looked: Type.Integer({ description: 'Rows this pass looked at' }),
    lookedBefore: orNull(Type.Integer({ description: 'Rows of the pass before' })),
    resealed: Type.Integer({ description: 'Rows sealed anew, in all passes' }),
    broken: Type.Integer({ description: 'Rows that do not open and stay as they are' }),
    brokenRows: Type.Array(Type.String(), { description: 'The first of them' }),
    startedBy: Type.String(),
    startedAt: instant,
    finishedAt: orNull(instant),
  },
  'KeyRotation',
);

const state = told(
  {
    keyring: Type.String({ description: 'Where this node keeps it' }),
    roots: Type.Array(
      told({ id: Type.String(), state: oneOf(['active', 'opening', 'standby', 'retired']) }),
    ),
    rotation: orNull(rotationAnswer),
    nodes: Type.Array(
      told({
        id: Type.String(),
        roots: Type.Array(Type.String()),
        revision: Type.Integer({ description: 'How far it has followed changes of the roots' }),
        seenAt: instant,
      }),
    ),
  },
  'RootKeys',
);

/** The roots of all keys: which there are, the change to the next, and the end of old ones. */
export const ROOT_KEY_ROUTES: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/keys/rotations',
    summary: 'The root keys, the nodes that have them, and how far the newest rotation has come',
    body: object({}),
    answers: { 200: state },
    run: async (core) => ({ status: 200, body: showState(await core.keys.read()) }),
  }),
  adminRoute({
    method: 'POST',
    path: '/keys/rotations',
    needs: 'own',
    summary: 'Put the next root key in force and have everything sealed anew, while requests go on',
    body: object({ reason }, 'NewRotation'),
    answers: { 202: rotationAnswer },
    run: async (core, operator, { body }) => {
      const started = await core.keys.startRotation(operator, body);
      return { status: 202, body: showRotation(started) };
    },
  }),
  adminRoute({
    method: 'POST',
    path: '/keys/roots/:id/retire',
    needs: 'own',
    summary: 'Throw an old root key away; backups made under it open nowhere afterwards',
    body: object({ confirm: rootId, reason }, 'RootRetirement'),
    answers: {
      200: told({
        outcome: Type.Literal('retired'),
        root: Type.String(),
        removed: Type.Boolean({
          description: 'Whether its secret is gone from where this node keeps the keyring',
        }),
      }),
    },
    run: async (core, operator, { params, body }) => {
      const command = { root: params['id'] ?? '', ...body };
      const retired = await core.keys.retireRoot(operator, command);
      return { status: 200, body: { outcome: 'retired', ...retired } };
    },
  }),
];

function showState({ place, roots, rotation, nodes }: KeysState) {
  return {
    keyring: place,
    roots,
    rotation: rotation && showRotation(rotation),
    nodes: nodes.map(({ id, roots: has, revision, seenAt }) => ({
      ...{ id, roots: Object.keys(has), revision, seenAt: toIso(seenAt) },
    })),
  };
}

function showRotation(rotation: KeyRotation) {
  const { number, state: step, root, before, progress, startedBy, startedAt } = rotation;
  const { pass, looked, lookedBefore, resealed, broken, brokenRows } = progress;
  const table = step === 'values' ? (SEALED_TABLES[progress.table]?.name ?? null) : null;
  return {
    ...{ number, state: step, root, before, pass, table },
    ...{ looked, lookedBefore, resealed, broken, brokenRows, startedBy },
    startedAt: toIso(startedAt),
    finishedAt: toIso(rotation.finishedAt),
  };
}
