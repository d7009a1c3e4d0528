import type { Core } from '../../../core/core.ts';
import { Fault } from '../../../core/fault.ts';
import { QUESTIONS_MAX } from '../../../core/model/security-questions.ts';
import { questionNames } from '../ceremony/question-fields.ts';
import type { Visit } from '../visit.ts';
import type { FormData } from './read-form.ts';

/** Stands in a form in place of its secret fields: a JWE that holds them. */
const SEALED_FIELD = 'sealed';

/** The fields of all pages that hold something secret. */
const SECRET_FIELDS = [
  ...['currentPin', 'newPin', 'repeatPin', 'code'],
  ...Array.from({ length: QUESTIONS_MAX }, (_none, index) => questionNames(index).answer),
];

/** Whether something secret came as it was typed. */
export function isInTheClear(form: FormData): boolean {
  return SECRET_FIELDS.some((name) => form.has(name));
}

/**
 * The form as if its secret fields had been sent in the clear. Throws `pin_jwe_refused` for what does
 * not open, was made for another page or is sent again (a page that is reloaded, for one): the same
 * answer for all of it, and nothing is charged.
 */
export async function openForm(
  core: Pick<Core, 'openPins'>,
  { call, challenge }: Pick<Visit, 'call' | 'challenge'>,
  form: FormData,
): Promise<FormData> {
  const jwe = form.get(SEALED_FIELD);
  if (jwe === undefined) return form;
  // Nobody should have to know which of the two counted.
  if (isInTheClear(form)) throw new Fault('request_malformed', 'The form holds a field twice.');
  const about = { challenge };
  const input = { jwe, operation: 'page', subject: null, about, fields: SECRET_FIELDS } as const;
  const { pins, taken } = await core.openPins(call, input);
  return Object.assign(new Map([...form, ...Object.entries(pins)]), { pins: taken });
}
