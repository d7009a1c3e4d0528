import { unreachable } from '../../../core/fault.ts';
import type { Tenant } from '../../../core/model/tenant.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import type { HostedPage } from '../shell.ts';
import type { Surface } from '../surface.ts';
import { answerForm, forgotForm } from './answer-form.ts';
import type { Attempt } from './attempt.ts';
import { newPinPage } from './new-pin-page.ts';
import { noticePage, wayBack } from './notice.ts';
import { asksInVain, keyPage, lockedPage, nothingToDo, overPage } from './over-page.ts';
import { codePage, proofPage } from './proof-page.ts';

/** A page with the status it is sent with. */
export interface Shown {
  readonly status: number;
  readonly page: HostedPage;
}

const CONFLICT = 409;
const GONE = 410;
const MALFORMED = 422;

/**
 * What somebody before a challenge sees next, from how things stand now and what came before. Only
 * a challenge that is open, with something left to do that can be typed and is not locked, has anything
 * to type into.
 */
export function pageFor(
  surface: Surface,
  tenant: Tenant,
  ceremony: Ceremony | null,
  attempt: Attempt,
): Shown {
  if (ceremony === null) return { status: GONE, page: noticePage(surface.messages.over.gone) };
  const { challenge, steps, pin, suspended } = ceremony;
  const open = challenge.status === 'pending' || challenge.status === 'in_progress';
  if (!open) return { status: GONE, page: overPage(surface, ceremony) };
  if (suspended) return { status: 200, page: lockedPage(surface, ceremony, 'pin') };
  if (steps.length === 0) return { status: 200, page: nothingToDo(surface, ceremony) };
  const status = statusAfter(attempt);
  // A lock on it is no news here: its end would not make it one that can be typed.
  if (asksInVain(ceremony)) return { status, page: keyPage(surface, ceremony) };
  if (steps.includes('currentPin') && pin?.locked) {
    return { status: 200, page: lockedPage(surface, ceremony, 'pin', forgotForm(surface)) };
  }
  return { status, page: formFor(surface, tenant, ceremony, attempt) };
}

function statusAfter({ stage, complaint }: Attempt): number {
  if (stage.at === 'pin_is_key') return CONFLICT;
  return complaint?.malformed ? MALFORMED : 200;
}

function formFor(
  surface: Surface,
  tenant: Tenant,
  ceremony: Ceremony,
  attempt: Attempt,
): HostedPage {
  const { stage } = attempt;
  const { challenge, prompt } = ceremony;
  const { messages } = surface;
  switch (stage.at) {
    case 'start':
      return challenge.type === 'recover'
        ? proofPage(surface, ceremony, attempt)
        : answerForm(surface, tenant, ceremony, attempt);
    case 'code':
      return codePage(surface, { recovery: stage.recovery, prompt }, attempt);
    case 'new_pin':
      return newPinPage(surface, { tenant, grant: stage.grant, prompt }, attempt);
    case 'must_change':
      return noticePage(messages.over.mustChange, wayBack(messages, challenge.returnUrl));
    case 'pin_is_key':
      return keyPage(surface, ceremony);
    default:
      return unreachable(stage);
  }
}
