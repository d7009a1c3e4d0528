import { DEFAULT_APPROVALS } from '../../core/model/approval-settings.ts';
import type { ChallengeType } from '../../core/model/challenge.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import { DEFAULT_MESSAGES } from '../../core/model/message-settings.ts';
import { DEFAULT_PAGES, type Language } from '../../core/model/pages.ts';
import { DEFAULT_POLICY } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Ceremony } from '../../core/usecases/read-ceremony.ts';
import { type Attempt, FIRST_LOOK } from '../pad/ceremony/attempt.ts';
import { donePage } from '../pad/ceremony/over-page.ts';
import { pageFor } from '../pad/ceremony/page-for.ts';
import { renderHosted } from '../pad/shell.ts';
import { makeSurface } from '../pad/surface.ts';
import type { Assets } from '../pages/assets.ts';
import type { Html } from '../pages/html.ts';

/** What a look can be tried on: a form, one that was refused, a lock, an end. */
export const PREVIEW_PAGES = ['set', 'change', 'wrong', 'locked', 'done'] as const;
export type PreviewPage = (typeof PREVIEW_PAGES)[number];

const NOBODY: Tenant = {
  ...{ id: 'preview', name: 'Preview', policy: DEFAULT_POLICY, dialectSettings: {} },
  ...{ pages: DEFAULT_PAGES, messages: DEFAULT_MESSAGES, approvals: DEFAULT_APPROVALS },
  ...{ rates: {}, auditRetentionDays: null, createdAt: 0, suspendedAt: null },
};

/**
 * A page of the pad about nobody, drawn by what draws the real ones. It is the same for whoever
 * asks: name, colours and logo are put into it by the console, which has them before they are stored.
 */
export function previewPage(
  assets: Assets,
  page: PreviewPage,
  about: { readonly language: Language; readonly now: () => number },
): Html {
  const path = `/console/preview/${page}`;
  const surface = makeSurface({ ...about, tenant: NOBODY, chosen: true, path });
  const ceremony = ceremonyOf(page, about.now());
  const shown =
    page === 'done'
      ? donePage(surface, ceremony)
      : pageFor(surface, NOBODY, ceremony, attemptOf(page, surface.messages.problems)).page;
  return renderHosted(withoutScripts(assets), surface, shown);
}

/** Scripts would be refused in the frame, and a refusal in the browser's log looks like a mistake. */
function withoutScripts(assets: Assets): Assets {
  const addressOf = (entry: string) =>
    entry.endsWith('.css') ? assets.addressOf(entry) : undefined;
  return { ...assets, addressOf };
}

function attemptOf(page: PreviewPage, problems: { readonly mismatch: string }): Attempt {
  if (page !== 'wrong') return FIRST_LOOK;
  const complaint = { text: problems.mismatch, field: 'repeatPin', malformed: true };
  return { ...FIRST_LOOK, complaint };
}

function ceremonyOf(page: PreviewPage, now: number): Ceremony {
  const open = { locked: false, lockedAt: null, lockedUntil: null };
  const view = { ...open, attemptsRemaining: 5, spent: 0, failures: 0, step: 0 };
  const lock = { ...view, locked: true, lockedAt: now, lockedUntil: now + 5 * MINUTE_MS };
  const type: ChallengeType = page === 'change' || page === 'locked' ? 'change' : 'set';
  return {
    challenge: {
      ...{ id: 'preview', tenant: NOBODY.id, subject: 'preview', purpose: 'login', type },
      ...{ dialect: 'native', label: type, status: 'in_progress', failure: null },
      ...{ returnUrl: null, operation: null, assertion: null, settledAt: null },
      ...{ createdAt: now, expiresAt: now + 60 * MINUTE_MS },
    },
    steps: type === 'change' ? ['currentPin', 'newPin'] : ['newPin'],
    pin: page === 'locked' ? lock : view,
    ...{ pinKind: null, questions: null, answers: view, codes: true, suspended: false },
    prompt: null,
  };
}
