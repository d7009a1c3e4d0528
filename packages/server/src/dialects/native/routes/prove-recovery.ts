import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { ProveRecoveryOutcome } from '../../../core/model/outcome.ts';
import type { RecoveryFactor } from '../../../core/model/recovery.ts';
import { ANSWER_LENGTH_MAX } from '../../../core/model/security-questions.ts';
import type { ProveRecovery } from '../../../core/usecases/prove-recovery.ts';
import { toIso } from '../../to-iso.ts';
import { proofAnswer } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';
import { factor } from './start-recovery.ts';

export const proveRecovery = nativeRoute({
  method: 'POST',
  path: '/recoveries/:id/proofs',
  group: 'Recovery',
  summary: 'Present a one-time code, or the answers to all security questions',
  body: object(
    {
      factor,
      code: Type.Optional(Type.String({ maxLength: 64 })),
      answers: Type.Optional(
        Type.Array(Type.String({ maxLength: 2 * ANSWER_LENGTH_MAX }), { maxItems: 20 }),
      ),
    },
    'RecoveryProof',
  ),
  answers: { 200: proofAnswer },
  secrets: ['code', 'answers'],
  decode: ({ params, body }) => readProof(params['id'] ?? '', body),
  run: (core, call, command) => core.proveRecovery(call, command),
  encode,
});

interface Proof {
  readonly factor: RecoveryFactor;
  readonly code?: string;
  readonly answers?: readonly string[];
}

function readProof(recovery: string, { factor, code, answers }: Proof): ProveRecovery {
  if (factor === 'one_time_code' && code !== undefined && answers === undefined) {
    return { recovery, factor, code };
  }
  if (factor === 'security_questions' && answers !== undefined && code === undefined) {
    return { recovery, factor, answers };
  }
  const sentence = 'Send code for one_time_code, or answers for security_questions.';
  throw new Fault('request_malformed', sentence);
}

function encode(outcome: ProveRecoveryOutcome): Ok<typeof proofAnswer> {
  switch (outcome.outcome) {
    case 'proven':
    case 'closed':
      return ok({ outcome: outcome.outcome });
    case 'wrong':
      return 'triesRemaining' in outcome
        ? ok({ outcome: 'wrong', attemptsRemaining: outcome.triesRemaining })
        : ok({ outcome: 'wrong', ...lockoutFields(outcome.lockout) });
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
