import type { ChallengeType } from '../../../core/model/challenge.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Messages, Notice } from '../messages/messages.ts';
import type { HostedPage } from '../shell.ts';
import type { Surface } from '../surface.ts';
import { lockWords } from './lock-words.ts';
import { noticePage, wayBack } from './notice.ts';

/** Right after the last step: what was done, and the way back. */
export function donePage({ messages }: Surface, { challenge }: Ceremony): HostedPage {
  const { done } = messages.tasks[challenge.type];
  const main = html`<div class="pad-done" role="status"><h1>${done}</h1></div>
${wayBack(messages, challenge.returnUrl)}`;
  return { title: done, main, query: 'done', over: 'complete' };
}

/** For a link that was used, ran out, or whose secret was guessed wrongly too often. */
export function overPage(surface: Surface, ceremony: Ceremony): HostedPage {
  const { messages } = surface;
  const { type, status, failure, returnUrl } = ceremony.challenge;
  const back = wayBack(messages, returnUrl);
  if (status === 'complete') {
    const done = html`<div class="pad-done"><p>${messages.tasks[type].done}</p></div>`;
    return { ...noticePage(messages.over.used, html`${done}${back}`), over: 'complete' };
  }
  if (failure === 'pin_locked' || failure === 'answers_locked') {
    const locked = lockedPage(surface, ceremony, failure === 'pin_locked' ? 'pin' : 'answers');
    return { ...locked, over: 'failed' };
  }
  return { ...noticePage(messages.over.expired, back), over: 'expired' };
}

/** No guess would be looked at, so none is asked for. */
export function lockedPage(
  surface: Surface,
  { challenge, pin, answers, suspended }: Ceremony,
  what: 'pin' | 'answers',
  further?: Html,
): HostedPage {
  const { messages } = surface;
  const { locked: title } = messages.over;
  const standing = (what === 'pin' ? pin : answers) ?? { locked: false, lockedUntil: null };
  const words = suspended
    ? html`${messages.lock.support}`
    : lockWords(surface, messages.lock[what], standing);
  const hopeless = suspended || (standing.locked && standing.lockedUntil === null);
  return {
    title,
    main: html`<h1>${title}</h1>
<div class="pad-locked"><p>${words}</p></div>
${further ?? (!hopeless && html`<p>${messages.lock.newLink}</p>`)}
${wayBack(messages, challenge.returnUrl)}`,
  };
}

/** Open, but there is nothing to do: the PIN is there already, or none is. */
export function nothingToDo({ messages }: Surface, { challenge }: Ceremony): HostedPage {
  const notice = nothingWords(messages)[challenge.type];
  return noticePage(notice, wayBack(messages, challenge.returnUrl));
}

/** Whether a ceremony asks for a PIN that nobody can type, because it is a key on a device. */
export function asksInVain({ steps, pinKind }: Ceremony): boolean {
  return pinKind === 'key' && steps.includes('currentPin');
}

/** Instead of a field for such a PIN: where it can be shown. */
export function keyPage({ messages }: Surface, { challenge }: Ceremony): HostedPage {
  const { pinExists, pinIsKey } = messages.over;
  const notice = challenge.type === 'initialise' ? pinExists : pinIsKey;
  return noticePage(notice, wayBack(messages, challenge.returnUrl));
}

function nothingWords({ over }: Messages): Readonly<Record<ChallengeType, Notice>> {
  return {
    set: over.pinExists,
    initialise: over.pinExists,
    change: over.noPin,
    verify: over.noPin,
    recover: over.noPin,
    set_questions: over.questionsExist,
  };
}
