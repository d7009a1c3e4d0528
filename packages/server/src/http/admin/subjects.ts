import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { Password, passwordKey } from '../../core/model/password.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { WireResponse } from '../../dialects/dialect.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { outcomes, passwordAnswer } from './answer-bodies.ts';
import { object, purpose, reason, reasoned } from './fields.ts';

const mustChange = Type.Optional(Type.Boolean());
const UNTYPABLE = { outcome: 'password_refused', rule: 'characters' } as const;

/**
 * What staff can do for or against one person. None of it shows a PIN. A hash may be of a PIN that
 * whoever brings it knows: there is no telling, so it is told in the trail, and to the person whose
 * PIN it replaces.
 */
export const SUBJECT_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/unlock',
    summary: 'Give a person a fresh budget: locks, hard cap and holds end',
    body: reasoned,
    answers: { 200: outcomes('unlocked') },
    run: async (core, call, { params, body }) => {
      const { outcome } = await core.unlock(call, about(params, body));
      return subjectAnswer(outcome);
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/force-change',
    summary: 'Demand a new PIN at the next use',
    body: reasoned,
    answers: { 200: outcomes('change_required', 'not_set') },
    run: async (core, call, { params, body }) => {
      const { outcome } = await core.requireChange(call, about(params, body));
      return subjectAnswer(outcome);
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/suspend',
    summary: 'Close the door for one person until resumed',
    body: object({ reason }),
    answers: { 200: outcomes('suspended') },
    run: async (core, call, { params, body }) => {
      const command = { id: params['id'] ?? '', reason: body.reason, to: 'suspended' } as const;
      return suspension(await core.suspendSubject(call, command));
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/resume',
    summary: 'Reopen the door for a suspended person',
    body: object({ reason }),
    answers: { 200: outcomes('resumed') },
    run: async (core, call, { params, body }) => {
      const command = { id: params['id'] ?? '', reason: body.reason, to: 'resumed' } as const;
      return suspension(await core.suspendSubject(call, command));
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/recoveries/:id/approve',
    summary: 'Vouch for somebody who started a recovery by staff',
    body: object({ reason }),
    answers: { 200: outcomes('proven', 'closed') },
    run: async (core, call, { params, body }) => {
      const command = { recovery: params['id'] ?? '', reason: body.reason };
      return { status: 200, body: await core.approveRecovery(call, command) };
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/subjects/:id/password/unlock',
    summary: 'Give a person a fresh budget for the password; the PIN keeps its own',
    body: object({ reason }),
    answers: { 200: outcomes('unlocked') },
    run: async (core, call, { params, body }) => {
      const { purpose } = passwordKey({ tenant: call.tenant.id, subject: '' });
      const { outcome } = await core.unlock(call, about(params, { ...body, purpose }));
      return subjectAnswer(outcome);
    },
  }),
  tenantRoute({
    method: 'PUT',
    path: '/subjects/:id/password',
    summary: 'Give a person a password for the wires that want one; to be changed at its first use',
    body: object({ password: Type.String({ maxLength: 512 }), mustChange }),
    answers: { 200: passwordAnswer },
    run: async (core, call, { params, body }) => {
      const newPassword = Password.parse(body.password);
      if (newPassword === null) return { status: 200, body: UNTYPABLE };
      const subject = { id: params['id'] ?? '' };
      // Whoever handed it out knows it.
      const start = { mustChange: body.mustChange ?? true };
      const put = await core.putPassword(call, { subject, newPassword, ...start });
      return put.outcome === 'unknown_subject' ? unknownSubject() : { status: 200, body: put };
    },
  }),
  tenantRoute({
    method: 'PUT',
    path: '/subjects/:id/pin-hash',
    // Of a PIN that whoever brings it may know.
    needs: 'own',
    summary: 'Put the hash of a PIN from another system in force; the answer never repeats it',
    body: object({
      hash: Type.String(),
      purpose,
      mustChange,
      replace: Type.Optional(Type.Boolean()),
    }),
    answers: { 200: outcomes('imported') },
    run: async (core, call, { params, body }) => {
      const { purpose: named = DEFAULT_PURPOSE, ...rest } = body;
      const subject = { id: params['id'] ?? '' };
      const put = await core.importPin(call, { ...rest, subject, purpose: named });
      if (put.outcome === 'exists') throw pinExists();
      return subjectAnswer(put.outcome);
    },
  }),
];

function about(
  params: Readonly<Record<string, string | undefined>>,
  body: { readonly reason: string; readonly purpose?: string },
) {
  const subject = { id: params['id'] ?? '' };
  return { subject, purpose: body.purpose ?? DEFAULT_PURPOSE, reason: body.reason };
}

/** What became of a measure for one person; an unknown one is a 404. */
export function subjectAnswer(outcome: string): WireResponse {
  if (outcome === 'unknown_subject') return unknownSubject();
  return { status: 200, body: { outcome } };
}

function suspension(subject: Subject | null): WireResponse {
  if (subject === null) return unknownSubject();
  return { status: 200, body: { outcome: subject.suspendedAt === null ? 'resumed' : 'suspended' } };
}

function pinExists(): Fault {
  return new Fault(
    'pin_exists',
    'This person has a PIN. Send replace to put the hash in its place.',
  );
}

function unknownSubject(): never {
  throw new Fault('subject_not_found', 'There is no such subject.');
}
