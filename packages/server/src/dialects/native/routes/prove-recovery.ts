import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { ProveRecoveryOutcome } from '../../../core/model/outcome.ts';
import type { WireResponse } from '../../dialect.ts';
import { ok, toIso } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';
import { factor } from './start-recovery.ts';

export const proveRecovery = nativeRoute({
  method: 'POST',
  path: '/recoveries/:id/proofs',
  summary: 'Present a one-time code; costs one of its five tries',
  body: object({ factor, code: Type.String({ maxLength: 64 }) }),
  secrets: ['code'],
  decode: ({ params, body }) => ({ recovery: params['id'] ?? '', ...body }),
  run: (core, call, command) => core.proveRecovery(call, command),
  encode,
});

function encode(outcome: ProveRecoveryOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'proven':
    case 'closed':
      return ok({ outcome: outcome.outcome });
    case 'wrong':
      return ok({ outcome: 'wrong', attemptsRemaining: outcome.triesRemaining });
    case 'locked':
      return ok({
        outcome: 'locked',
        attemptsRemaining: 0,
        lockedUntil: toIso(outcome.lockout.lockedUntil),
      });
    default:
      return unreachable(outcome);
  }
}
