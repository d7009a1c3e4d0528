import type { FastifyInstance } from 'fastify';
import type { Log } from '../../observability/log.ts';
import { type Assets, mountAssets } from '../pages/assets.ts';
import { renderPage } from '../pages/page.ts';
import { sendPage } from '../pages/page-headers.ts';
import { buildServer } from '../server.ts';
import { PAD_HOME, PAD_UNKNOWN } from './pad-pages.ts';

const NO_HOSTS = new Map<string, string>();

/**
 * The origin of the hosted PIN pages, apart from API and console, so that nothing served there can
 * reach into a page a PIN is typed on. Pages open from a link with a challenge in it.
 */
export function buildPadServer(options: {
  readonly log: Log;
  readonly makeId: () => string;
  readonly assets: Assets;
}): FastifyInstance {
  const { log, makeId, assets } = options;
  const shell = { assets, links: [] };
  const unknown = renderPage(shell, PAD_UNKNOWN);
  const pad = buildServer({
    ...{ log, makeId, hosts: NO_HOSTS },
    // Only people come here, whatever their browser says it accepts.
    answerUnknown: (_request, reply) => sendPage(reply, 404, unknown),
  });
  mountAssets(pad, assets);
  pad.get('/', async (_request, reply) => sendPage(reply, 200, renderPage(shell, PAD_HOME)));
  return pad;
}
