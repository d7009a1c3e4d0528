import { unreachable } from '../../../core/fault.ts';
import type {
  ProveForChallengeOutcome,
  StartRecoveryOutcome,
} from '../../../core/model/outcome.ts';
import { type Attempt, type Complaint, FIRST_LOOK, type Stage } from '../ceremony/attempt.ts';
import { lockWords } from '../ceremony/lock-words.ts';
import type { Surface } from '../surface.ts';
import { refused } from './complaints.ts';

/** Where somebody stands who asked for a code. */
export function tellSent(surface: Surface, outcome: StartRecoveryOutcome): Attempt {
  const { messages } = surface;
  switch (outcome.outcome) {
    case 'started':
      return at({ at: 'code', recovery: outcome.recovery });
    case 'factor_unavailable':
      return start(refused(messages.problems.codeUnavailable));
    case 'limited':
      return start(refused(messages.problems.codeLimited));
    case 'locked':
      return start(refused(lockWords(surface, messages.lock.codes, outcome.lockout)));
    case 'not_set':
    case 'unknown_subject':
      return FIRST_LOOK;
    default:
      return unreachable(outcome);
  }
}

/** Where somebody stands who typed a code, or answered the questions; `stage` is where they were. */
export function tellProof(
  surface: Surface,
  stage: Stage,
  outcome: ProveForChallengeOutcome,
): Attempt {
  const { problems, lock } = surface.messages;
  const byCode = stage.at === 'code';
  switch (outcome.outcome) {
    case 'granted':
      return at({ at: 'new_pin', grant: outcome.grant });
    case 'wrong': {
      const words = byCode ? problems.wrongCode : problems.wrongAnswers;
      const left =
        'lockout' in outcome ? outcome.lockout.attemptsRemaining : outcome.triesRemaining;
      return { ...at(stage), complaint: refused(words(left), byCode ? 'code' : 'answer1') };
    }
    case 'closed': {
      const words = byCode ? problems.codeClosed : problems.grantInvalid;
      return { ...at(stage), complaint: refused(words) };
    }
    case 'locked': {
      const what = byCode ? lock.codes : lock.answers;
      return start(refused(lockWords(surface, what, outcome.lockout)));
    }
    case 'limited':
      return start(refused(problems.codeLimited));
    case 'factor_unavailable':
      return start(refused(problems.codeUnavailable));
    case 'not_set':
    case 'unknown_subject':
      return FIRST_LOOK;
    default:
      return unreachable(outcome);
  }
}

function at(stage: Stage): Attempt {
  return { ...FIRST_LOOK, stage };
}

function start(complaint: Complaint): Attempt {
  return { ...FIRST_LOOK, complaint };
}
