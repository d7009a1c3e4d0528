import type { FastifyInstance } from 'fastify';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { chosenLanguage } from '../pad/choose-language.ts';
import { NO_DEVICES } from '../pad/page-rights.ts';
import { mountSecurityImages } from '../pad/security-images.ts';
import type { Assets } from '../pages/assets.ts';
import { type PageRights, sendPage } from '../pages/page-headers.ts';
import { send } from '../pipeline/send.ts';
import { consoleFacts, type MessageTexts } from './console-facts.ts';
import { consoleShell } from './console-shell.ts';
import { PREVIEW_PAGES, previewPage } from './preview-page.ts';

export interface ConsoleOptions {
  readonly core: Pick<Core, 'now' | 'securityImage'>;
  readonly dialects: readonly Dialect[];
  readonly assets: Assets;
  readonly messageTexts: MessageTexts;
}

/** Frames its own previews and nothing else; nobody who opened it keeps a hold of its window. */
const SHELL: PageRights = {
  content: { 'frame-src': "'self'" },
  headers: { 'permissions-policy': NO_DEVICES, 'cross-origin-opener-policy': 'same-origin' },
};

/** Styles alone: a preview runs nothing, calls nothing, and stands in the console and nowhere else. */
const PREVIEW: PageRights = {
  content: {
    'script-src': "'none'",
    'connect-src': "'none'",
    'frame-ancestors': "'self'",
  },
  headers: { 'permissions-policy': NO_DEVICES },
};

/**
 * The admin console: a page of its own, which does everything through the admin API. What is served
 * here is the same for everybody, so nothing here asks who is calling.
 */
export function mountConsole(app: FastifyInstance, options: ConsoleOptions): void {
  const { core, dialects, assets, messageTexts } = options;
  const shell = consoleShell(assets);
  const facts = consoleFacts(dialects, messageTexts);
  // The previews show them as the pad does.
  mountSecurityImages(app, core);
  app.get('/console', async (_request, reply) => sendPage(reply, 200, shell, SHELL));
  // Addresses below are the console's own business: each may be reloaded and kept.
  app.get('/console/*', async (_request, reply) => sendPage(reply, 200, shell, SHELL));
  app.get('/console/facts.json', async (_request, reply) => {
    return send(reply, { status: 200, body: facts });
  });
  app.get<{ Params: { page: string } }>('/console/preview/:page', async (request, reply) => {
    const page = PREVIEW_PAGES.find((each) => each === request.params.page);
    if (page === undefined) throw new Fault('route_not_found', 'There is no such preview.');
    const language = chosenLanguage(request.query ?? {}) ?? 'en';
    return sendPage(reply, 200, previewPage(assets, page, { language, now: core.now }), PREVIEW);
  });
}
