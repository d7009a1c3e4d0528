import { make } from '../make.ts';
import { makePinEntry, type PinEntry } from '../pin-entry.ts';
import type { Screen } from '../screen.ts';
import type { Stage, StepName } from '../stage.ts';
import { headline } from '../wording/headline.ts';

interface PinWords {
  readonly headline: string;
  readonly headline2: string;
  readonly subhead: string;
}

/** A screen that asks for a PIN; `submit` gets what was entered. */
export function makePinScreen(
  stage: Stage,
  step: StepName,
  words: PinWords,
  submit: (pin: string, entry: PinEntry) => Promise<void>,
): Screen {
  const { common } = stage.words;
  const entry = makePinEntry({
    length: stage.started.pinLength,
    language: stage.language,
    showPin: common.showPin,
    hidePin: common.hidePin,
  });
  return {
    title: headline(words.headline, words.headline2),
    body: [make('p', { class: 'lead', dir: 'auto' }, words.subhead), entry.element],
    action: stage.isLast(step) ? common.confirm : common.continue,
    first: entry.first,
    resumeAt: () => (entry.isComplete() ? undefined : entry.first),
    isComplete: entry.isComplete,
    submit: () => submit(entry.read(), entry),
  };
}
