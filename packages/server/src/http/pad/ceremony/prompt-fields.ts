import {
  PHRASE_LENGTH_MAX,
  SECURITY_IMAGES,
  type SecurityImage,
} from '../../../core/model/security-prompt.ts';
import { type Html, html } from '../../pages/html.ts';
import { imageAddress } from '../security-images.ts';
import { type FormState, stateOf } from './fields.ts';
import { textField } from './question-fields.ts';

/** Names of the fields a picture and phrase are chosen with. */
export const PROMPT_FIELDS = { image: 'promptImage', phrase: 'promptPhrase' } as const;

/** All but the neutral picture, which stands for nobody's choice. */
export const OFFERED_IMAGES = SECURITY_IMAGES.filter((name) => name !== 'default');

/**
 * A picture and phrase, for those who want them: folded away, so that the page stays the short one
 * it is for everybody else, and open again where something in it has to be put right.
 */
export function promptFields(state: FormState): Html {
  const { prompt: words } = state.messages;
  const { image, phrase } = PROMPT_FIELDS;
  const inside: readonly string[] = [image, phrase];
  const begun = inside.some((name) => state.kept.get(name));
  const open = begun || inside.includes(state.complaint?.field ?? '');
  const isFirst = state.prompt === null;
  const note = words.phraseNote(PHRASE_LENGTH_MAX);
  return html`<details class="pad-choose"${open && html` open`}>
<summary>${isFirst ? words.add : words.replace}</summary>
<p class="pad-hint">${words.why}</p>
<fieldset class="pad-pictures" id="${image}" role="radiogroup"${stateOf(state, image)}>
<legend>${words.picture}</legend>
${choice(state, '', html`<span>${isFirst ? words.noPicture : words.samePicture}</span>`)}
${OFFERED_IMAGES.map((name) => choice(state, name, picture(state, name)))}
</fieldset>
${textField(state, phrase, { label: words.phrase, maxLength: PHRASE_LENGTH_MAX, note })}
</details>`;
}

function choice({ kept }: FormState, value: string, content: Html): Html {
  const { image } = PROMPT_FIELDS;
  const checked = (kept.get(image) ?? '') === value && html` checked`;
  return html`<label><input type="radio" name="${image}" value="${value}" autocomplete="off"${checked}>${content}</label>
`;
}

/** Loaded once the part is unfolded: most people never see it. */
function picture({ messages }: FormState, name: SecurityImage): Html {
  const { pictures } = messages.prompt;
  return html`<img src="${imageAddress(name)}" alt="${pictures[name]}" width="72" height="72" loading="lazy">`;
}
