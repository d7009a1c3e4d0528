import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../../dialects/dialect.ts';
import type { Log } from '../../observability/log.ts';
import { mountAssets } from '../pages/assets.ts';
import type { RequestWatch } from '../pipeline/watch-requests.ts';
import { buildServer, type ServerOptions } from '../server.ts';
import type { ConnectionCaps } from '../transport/cap-connections.ts';
import { mountChallenges } from './mount-challenges.ts';
import { mountDialectPad, rootPageOf, sendDialectPage } from './mount-dialect-pad.ts';
import { mountSecurityImages } from './security-images.ts';
import { answerPlain, type PadParts } from './send-hosted.ts';
import { mountTheme } from './theme.ts';

export interface PadOptions
  extends Omit<PadParts, 'mustSeal'>,
    Partial<Pick<PadParts, 'mustSeal'>> {
  readonly log: Log;
  readonly watch?: RequestWatch;
  readonly makeId: () => string;
  readonly trustedProxies?: readonly string[];
  readonly publicUrl?: string;
  readonly dialects: readonly Dialect[];
  readonly connections?: ConnectionCaps;
}

const NO_HOSTS = new Map<string, string>();

/**
 * The origin of the hosted PIN pages, apart from API and console, so that nothing served there can
 * reach into a page a PIN is typed on. Pages open from a link with a challenge in it, or in the
 * frame of a wire's own SDK.
 */
export function buildPadServer(options: PadOptions): FastifyInstance {
  const { log, watch, makeId, trustedProxies = [], limits, publicUrl, dialects } = options;
  const { core, assets, inDev, mustSeal = false, connections } = options;
  const parts: PadParts = { core, assets, inDev, mustSeal, limits };
  const pads = dialects.flatMap(({ pad }) => (pad === undefined ? [] : [pad]));
  // Only people come here, whatever their browser says it accepts.
  const answerUnknown: ServerOptions['answerUnknown'] = (request, reply) =>
    answerPlain(parts, { request, reply }, { status: 404, notice: 'nowhere' });
  const pad = buildServer({
    ...{ log, ...(watch && { watch }), makeId, trustedProxies, limits },
    ...{ hosts: NO_HOSTS, answerUnknown, ...(connections && { connections }) },
    ...(publicUrl !== undefined && { publicUrl }),
    answerUnroutable: (_fault, request, reply) => answerUnknown(request, reply),
  });
  mountAssets(pad, assets);
  mountTheme(pad, core);
  mountSecurityImages(pad, core);
  mountChallenges(pad, parts, log);
  for (const each of pads) mountDialectPad(pad, each, parts, log);
  pad.get('/', async (request, reply) => {
    const page = rootPageOf(pads, request);
    if (page !== undefined) return sendDialectPage(parts, page, request, reply);
    return answerPlain(parts, { request, reply }, { status: 200, notice: 'home' });
  });
  return pad;
}
