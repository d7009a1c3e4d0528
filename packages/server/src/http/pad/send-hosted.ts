import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../../core/core.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import type { Assets } from '../pages/assets.ts';
import { type PageRights, sendPage } from '../pages/page-headers.ts';
import { noticePage } from './ceremony/notice.ts';
import type { Shown } from './ceremony/page-for.ts';
import type { Notice } from './messages/messages.ts';
import { hostedRights } from './page-rights.ts';
import { renderHosted } from './shell.ts';
import type { Surface } from './surface.ts';
import { surfaceFor } from './visit.ts';

/** What everything on the origin of the hosted pages is made with. */
export interface PadParts {
  readonly core: Core;
  readonly assets: Assets;
  readonly limits: RequestLimits;
  /** Loopback pages may embed everything here, and nothing else may. */
  readonly inDev: boolean;
  /** What is secret is taken encrypted only. */
  readonly mustSeal: boolean;
}

/** Sends a hosted page, to be embedded where its tenant allows it. */
export function sendHosted(
  { assets, inDev }: PadParts,
  surface: Surface,
  reply: FastifyReply,
  { status, page }: Shown,
): FastifyReply {
  const rights = hostedRights(surface.tenant?.pages.frameAncestors ?? [], inDev);
  return sendPage(reply, status, renderHosted(assets, surface, page), rights);
}

/** For links that lead to no challenge: no inputs, for nobody may type a PIN there. */
export function answerNowhere(
  parts: PadParts,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const surface = surfaceFor(parts.core, request, null, '/');
  const page = noticePage(surface.messages.nowhere);
  return sendHosted(parts, surface, reply, { status: 404, page });
}

/** A page about this origin itself, which nobody embeds and nobody submits. */
export function answerPlain(
  { core, assets }: PadParts,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  about: { readonly status: number; readonly notice: 'home' | 'nowhere' },
): FastifyReply {
  const surface = surfaceFor(core, request, null, '/');
  const notice: Notice = surface.messages[about.notice];
  const rights: PageRights = {};
  return sendPage(reply, about.status, renderHosted(assets, surface, noticePage(notice)), rights);
}
