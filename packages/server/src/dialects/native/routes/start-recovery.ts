import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { StartRecoveryOutcome } from '../../../core/model/outcome.ts';
import { RECOVERY_FACTORS } from '../../../core/model/recovery.ts';
import { oneOf } from '../../answer-parts.ts';
import { toIso } from '../../to-iso.ts';
import { startedRecovery } from '../answer-bodies.ts';
import { type Created, created, subjectNotFound } from '../answers.ts';
import { object, purpose, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const factor = oneOf(RECOVERY_FACTORS);

export const startRecovery = nativeRoute({
  method: 'POST',
  path: '/subjects/:id/recoveries',
  group: 'Recovery',
  summary: 'Open the way to a new PIN for somebody who forgot the old one',
  body: object({ factor, purpose: Type.Optional(purpose) }, 'NewRecovery'),
  answers: { 201: startedRecovery },
  decode: ({ params, body }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    factor: body.factor,
  }),
  run: (core, call, command) => core.startRecovery(call, command),
  encode,
});

function encode(outcome: StartRecoveryOutcome): Created<typeof startedRecovery> {
  switch (outcome.outcome) {
    case 'started':
      return created({ id: outcome.recovery, expiresAt: toIso(outcome.expiresAt) });
    case 'factor_unavailable':
      throw new Fault(
        'factor_unavailable',
        'This factor cannot be used for this subject now. Choose another, or ask staff.',
      );
    case 'locked':
      throw new Fault(
        'recovery_locked',
        'Too many codes were guessed wrongly. Wait, or let staff approve the recovery.',
      );
    case 'limited':
      throw new Fault(
        'too_many_codes',
        'Enough codes were sent for now. Use the newest, or wait.',
        {
          retryAfterSeconds: outcome.waitSeconds,
        },
      );
    case 'not_set':
      throw new Fault('pin_not_set', 'This subject has no PIN to recover. Set one.');
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}
