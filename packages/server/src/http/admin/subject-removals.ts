import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { oneOf, told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object, reason, reasoned } from './fields.ts';

/** What staff take away from one person: a PIN, and what is bound to them. */
export const SUBJECT_REMOVAL_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'DELETE',
    path: '/subjects/:id/pin',
    summary: 'Take a PIN out of force; its guess accounting stays',
    body: reasoned,
    answers: { 200: told({ outcome: oneOf(['deleted', 'not_set']) }) },
    run: async (core, call, { params, body }) => {
      const { purpose = DEFAULT_PURPOSE } = body;
      const command = { subject: { id: params['id'] ?? '' }, purpose, reason: body.reason };
      const { outcome } = await core.deletePin(call, command);
      if (outcome === 'unknown_subject') throw noSubject();
      return { status: 200, body: { outcome } };
    },
  }),
  tenantRoute({
    method: 'DELETE',
    path: '/subjects/:id/devices/:device',
    summary: "Unbind one of a person's devices, named by its type: a lost phone",
    body: object({ reason: Type.Optional(reason) }),
    answers: { 200: told({ outcome: oneOf(['removed']) }) },
    run: async (core, call, { params, body }) => {
      const about = { id: params['id'] ?? '', device: params['device'] ?? '' };
      const why = body.reason === undefined ? {} : { reason: body.reason };
      if ((await core.removeDevice(call, { ...about, ...why })) === null) throw noSubject();
      return { status: 200, body: { outcome: 'removed' } };
    },
  }),
];

function noSubject(): Fault {
  return new Fault('subject_not_found', 'There is no such subject.');
}
