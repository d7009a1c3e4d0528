import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { InspectedPin } from '../../core/usecases/inspect-subject.ts';
import { count, instant, oneOf, orNull, told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object } from './fields.ts';
import { clientBody } from './keys.ts';
import { headBody, subjectHead } from './subject-search.ts';

const standing = {
  kind: orNull(oneOf(['hash', 'key'])),
  state: oneOf(['not_set', 'active', 'locked', 'disabled']),
  attemptsRemaining: count,
  lockedUntil: orNull(instant),
  changedAt: orNull(instant),
  verifiedAt: orNull(instant),
  mustChange: Type.Boolean(),
  unconfirmedSince: orNull(instant),
  failures: count,
};

const client = told({
  id: Type.String(),
  dialect: Type.String(),
  name: orNull(Type.String()),
  subject: Type.String(),
  algorithm: Type.String(),
  createdAt: instant,
  revokedAt: orNull(instant),
});

const detail = told({
  ...subjectHead,
  language: orNull(Type.String()),
  devices: Type.Array(told({ type: Type.String(), value: Type.String() })),
  pins: Type.Array(told({ purpose: Type.String(), ...standing })),
  password: orNull(told(standing)),
  clients: Type.Array(client),
});

export const SUBJECT_DETAIL_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/subjects/:id',
    summary: 'One person: names, devices, clients, and how each PIN stands',
    body: object({}),
    answers: { 200: detail },
    run: async (core, call, { params }) => {
      const seen = await core.inspectSubject(call, params['id'] ?? '');
      if (seen === null) throw new Fault('subject_not_found', 'There is no such subject.');
      const { subject, pins, password, clients } = seen;
      const body = {
        ...headBody(subject),
        language: subject.language,
        devices: subject.devices,
        pins: pins.map((each) => ({ purpose: each.purpose, ...standingBody(each) })),
        password: password && standingBody(password),
        clients: clients.map(clientBody),
      };
      return { status: 200, body };
    },
  }),
];

function standingBody(pin: InspectedPin) {
  const { kind, state, lockout, changedAt, verifiedAt, mustChange, unconfirmedSince } = pin;
  return {
    ...{ kind, state, attemptsRemaining: lockout.attemptsRemaining },
    lockedUntil: toIso(lockout.lockedUntil),
    ...{ changedAt: toIso(changedAt), verifiedAt: toIso(verifiedAt) },
    ...{ mustChange, failures: lockout.failures, unconfirmedSince: toIso(unconfirmedSince) },
  };
}

function toIso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
