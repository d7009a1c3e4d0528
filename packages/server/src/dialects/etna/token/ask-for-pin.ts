import type { WireResponse } from '../../dialect.ts';
import { makeConfirmation } from '../confirmation.ts';
import { content } from '../pictures.ts';
import { PIN_PURPOSE } from '../purposes.ts';
import type { Attempt } from './attempt.ts';
import type { Admitted } from './show-code.ts';
import { expecting, failed, invalidCredentials } from './token-answers.ts';

/** Nobody chose it: the neutral picture and no phrase. */
const NO_PROMPT = { image: 'default', phrase: '' } as const;

/** Shows what its owner knows this server by, and wants the PIN. The same for none and a wrong one. */
export async function askForPin(
  { core, call }: Attempt,
  { subject: id, interim }: Admitted,
): Promise<WireResponse> {
  const own = await core.readPrompt(call, { subject: { id }, purpose: PIN_PURPOSE });
  const { image, phrase } = own.chosen ? own : NO_PROMPT;
  return expecting('SecutityPin', 'Invalid pin', {
    Token: await interim(),
    PersonalPhrase: phrase,
    Image: content(core, image),
  });
}

/** The text is compared literally by apps, which then ask for a new PIN (etna 8). */
export async function demandPin(
  { core, call }: Attempt,
  { subject, interim }: Admitted,
  reason: string,
): Promise<WireResponse> {
  const confirmation = await makeConfirmation(core, call, { subject, confirms: 'pin', reason });
  if (confirmation === null) return invalidCredentials();
  return expecting('SecutityPin', 'PIN code is not init', {
    ConfirmationToken: confirmation,
    Token: await interim(),
  });
}

/** No PIN is looked at until the lock ends, the right one included. */
export function refusePin(): WireResponse {
  return failed('SecutityPin', 'Invalid pin', { ConfirmationToken: '' });
}
