import type { SecurityPrompt } from '../../../core/model/security-prompt.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Messages } from '../messages/messages.ts';
import { imageAddress } from '../security-images.ts';

/** Id of the figure; the field that opens with the focus names it as its description. */
export const PROMPT_ID = 'prompt';

/**
 * What a person chose to be shown before they type anything secret; nothing where they chose
 * nothing. The phrase is isolated from the page around it, so that one of another direction moves
 * neither its own punctuation nor ours.
 */
export function promptFigure(
  { prompt: words }: Messages,
  prompt: SecurityPrompt | null,
): Html | null {
  if (prompt === null) return null;
  const { image, phrase } = prompt;
  return html`<figure class="pad-prompt" id="${PROMPT_ID}">
<figcaption>${words.yours}</figcaption>
<img src="${imageAddress(image)}" alt="${words.pictures[image]}" width="72" height="72">
<p><bdi>${phrase}</bdi></p>
</figure>`;
}
