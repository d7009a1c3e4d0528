import { make } from '../make.ts';
import { CODES } from '../refusal.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { makePinScreen } from './pin-screen.ts';
import { triesNote } from './tries-note.ts';

export function openCurrentPin(stage: Stage): Screen {
  const words = stage.words.enterPincode;
  const screen = makePinScreen(stage, 'currentPin', words, async (pin, entry) => {
    const answer = await stage.api.proveCurrentPin(pin);
    if ('refusal' in answer) {
      // Kept for a retry when the server was not reached.
      if (answer.refusal.code !== CODES.network) entry.clear();
      stage.refuse(answer.refusal);
      return;
    }
    stage.entered.currentPin = pin;
    await stage.goOn();
  });
  const forgot = make('button', { type: 'button', class: 'plain', dir: 'auto' }, words.forgotPin);
  forgot.addEventListener('click', stage.forgotPin);
  const note = triesNote(stage.started.attemptsRemaining, stage.language);
  return { ...screen, body: [...screen.body, ...note], extra: [forgot] };
}
