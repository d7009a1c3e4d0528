import type { Screen } from '../screen.ts';
import type { Stage, StepName } from '../stage.ts';
import { openAnswers } from './answers.ts';
import { openConfirmPin } from './confirm-pin.ts';
import { openConsent } from './consent.ts';
import { openCurrentPin } from './current-pin.ts';
import { openNewPin } from './new-pin.ts';
import { openQuestions } from './questions.ts';
import { openRecoveryIntro } from './recovery-intro.ts';
import { openSummary } from './summary.ts';

/** Opens anew each time, so that nothing typed survives in a screen that was left. */
export const STEPS: Readonly<Record<StepName, (stage: Stage) => Screen>> = {
  currentPin: openCurrentPin,
  answers: openAnswers,
  newPin: openNewPin,
  confirmPin: openConfirmPin,
  recoveryIntro: openRecoveryIntro,
  questions: openQuestions,
  summary: openSummary,
  consent: openConsent,
};
