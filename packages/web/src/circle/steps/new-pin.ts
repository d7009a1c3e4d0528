import { CODES } from '../refusal.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { makePinScreen } from './pin-screen.ts';

/** Judged before it is typed again: nobody should learn a PIN by heart that is then refused. */
export function openNewPin(stage: Stage): Screen {
  const words = stage.isFirstPin ? stage.words.initPincode : stage.words.newPincode;
  return makePinScreen(stage, 'newPin', words, async (pin, entry) => {
    const answer = await stage.api.judgeNewPin(pin);
    if ('refusal' in answer) {
      if (answer.refusal.code !== CODES.network) entry.clear();
      stage.refuse(answer.refusal);
      return;
    }
    stage.entered.newPin = pin;
    await stage.goOn();
  });
}
