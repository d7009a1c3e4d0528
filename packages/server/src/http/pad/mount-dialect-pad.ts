import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../core/fault.ts';
import type { DialectPad, PadPage } from '../../dialects/dialect.ts';
import type { Log } from '../../observability/log.ts';
import { type Html, html } from '../pages/html.ts';
import { sendPage } from '../pages/page-headers.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { reportFault } from '../pipeline/report-fault.ts';
import { send } from '../pipeline/send.ts';
import { toFault } from '../pipeline/to-fault.ts';
import { isFromOwnOrigin } from './own-origin.ts';
import { frameAncestors, LOOPBACK, NO_DEVICES } from './page-rights.ts';
import type { PadParts } from './send-hosted.ts';

/** The root of the origin belongs to the pad itself; see {@link rootPageOf}. */
const ROOT = '/';

/** Serves what a wire's own SDK opens on this origin: its pages, and what they call. */
export function mountDialectPad(
  pad: FastifyInstance,
  { pages, calls, renderFault }: DialectPad,
  parts: PadParts,
  log: Log,
): void {
  pad.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const fault = toFault(error);
      reportFault(log, fault, request.id);
      return send(reply, renderFault(fault, request.id));
    });
    for (const page of pages.filter(({ path }) => path !== ROOT)) {
      scope.get(page.path, (request, reply) => sendDialectPage(parts, page, request, reply));
    }
    for (const { path, handle } of calls) {
      scope.post(path, async (request, reply) => {
        refuseForeignCall(request);
        const asked = readRequest(request);
        await parts.limits.admitVisitor(asked.source);
        return send(reply, await handle(asked, parts.core, parts));
      });
    }
  });
}

/** A wire's page at the root, for whoever asks for it the way its SDK does: naming its own origin. */
export function rootPageOf(pads: readonly DialectPad[], request: FastifyRequest) {
  const { origin } = request.query as { readonly origin?: unknown };
  if (typeof origin !== 'string') return undefined;
  return pads.flatMap(({ pages }) => pages).find(({ path }) => path === ROOT);
}

/**
 * Sends a page that its script fills. It may be embedded by the one origin that asks for it, and
 * only where some tenant allows that origin.
 */
export async function sendDialectPage(
  { core, assets, inDev }: PadParts,
  page: PadPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const embedder = inDev ? null : page.embeddedBy(readRequest(request));
  const allowed = embedder !== null && (await core.isPageOrigin(embedder)) ? [embedder] : [];
  const content = {
    // Integrators bring images and a font of their own; their addresses come from the app.
    'img-src': `'self' data: https:${inDev ? ` ${LOOPBACK}` : ''}`,
    'font-src': 'https:',
    'frame-ancestors': frameAncestors(allowed, inDev),
  };
  const headers = { 'permissions-policy': NO_DEVICES };
  return sendPage(reply, 200, emptyPage(assets.addressOf, page), { content, headers });
}

function emptyPage(addressOf: PadParts['assets']['addressOf'], page: PadPage): Html {
  const style = addressOf(page.style);
  const script = addressOf(page.script);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${style && html`<link rel="stylesheet" href="${style}">`}
${script && html`<script type="module" src="${script}"></script>`}
</head>
<body>
<main id="${page.mainId}"></main>
<noscript><p>This page needs JavaScript.</p></noscript>
</body>
</html>
`;
}

/** Only pages of this origin call, with the one media type that no foreign page sends unasked. */
function refuseForeignCall(request: FastifyRequest): void {
  if (!isFromOwnOrigin(request)) {
    throw new Fault('forbidden', 'This call is for pages of this origin.');
  }
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType.trim().toLowerCase() === 'application/json') return;
  throw new Fault('media_type_unsupported', 'Send the body as Content-Type: application/json.');
}
