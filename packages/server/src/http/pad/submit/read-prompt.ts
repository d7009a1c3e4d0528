import {
  type ChosenPrompt,
  judgePrompt,
  SECURITY_IMAGES,
} from '../../../core/model/security-prompt.ts';
import { OFFERED_IMAGES, PROMPT_FIELDS } from '../ceremony/prompt-fields.ts';
import type { FormData } from './read-form.ts';

/** The picture and phrase somebody chose; none where both were left out. */
export function readPrompt(form: FormData): ChosenPrompt | undefined {
  const chosen = chosenIn(form);
  const picked = form.get(PROMPT_FIELDS.image) ?? '';
  return picked === '' && chosen.phrase.trim() === '' ? undefined : chosen;
}

/**
 * What the form may hold again. A phrase that might be refused wherever the PIN is not known does
 * not come back: what was typed there may be the PIN.
 */
export function keptPrompt(form: FormData): ReadonlyMap<string, string> {
  const { image, phrase } = chosenIn(form);
  const [anyImage] = SECURITY_IMAGES;
  const { accepted } = judgePrompt({ image: anyImage, phrase }, null);
  return new Map([
    [PROMPT_FIELDS.image, image],
    ...(accepted ? ([[PROMPT_FIELDS.phrase, phrase]] as const) : []),
  ]);
}

/** What the page does not offer is no picture, whatever else the core knows. */
function chosenIn(form: FormData): ChosenPrompt {
  const picked = form.get(PROMPT_FIELDS.image);
  return {
    image: OFFERED_IMAGES.find((name) => name === picked) ?? '',
    phrase: form.get(PROMPT_FIELDS.phrase) ?? '',
  };
}
