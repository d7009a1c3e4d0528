import { Fault, unreachable } from '../../../core/fault.ts';
import type { CompleteRecoveryOutcome } from '../../../core/model/outcome.ts';
import { toIso } from '../../to-iso.ts';
import { resetGrant } from '../answer-bodies.ts';
import { type Ok, ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

/** Answers the same grant again by itself; recording it would put a live grant into the database. */
export const finishRecovery = nativeRoute({
  method: 'POST',
  path: '/recoveries/:id/complete',
  group: 'Recovery',
  summary: 'Turn a proven recovery into a grant for one reset',
  body: object({}),
  answers: { 200: resetGrant },
  onRepeat: 'run_again',
  decode: ({ params }) => params['id'] ?? '',
  run: (core, call, id) => core.finishRecovery(call, id),
  encode,
});

function encode(outcome: CompleteRecoveryOutcome): Ok<typeof resetGrant> {
  switch (outcome.outcome) {
    case 'granted':
      return ok({ grant: outcome.grant, expiresAt: toIso(outcome.expiresAt) });
    case 'not_proven':
      throw new Fault('recovery_not_proven', 'Prove the recovery first, then complete it.');
    case 'closed':
      throw new Fault(
        'recovery_closed',
        'This recovery was used, has expired or was replaced. Start a new one.',
      );
    default:
      return unreachable(outcome);
  }
}
