import { PINS_DIFFER } from '../refusal.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { makePinScreen } from './pin-screen.ts';

/** A difference may be a slip in either of the two, so both are typed anew. */
export function openConfirmPin(stage: Stage): Screen {
  const { confirmInitPincode, confirmNewPincode } = stage.words;
  const words = stage.isFirstPin ? confirmInitPincode : confirmNewPincode;
  return makePinScreen(stage, 'confirmPin', words, async (pin) => {
    if (pin === stage.entered.newPin) return stage.goOn();
    delete stage.entered.newPin;
    stage.refuse(PINS_DIFFER, 'newPin');
  });
}
