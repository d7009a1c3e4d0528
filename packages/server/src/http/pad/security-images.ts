import type { FastifyInstance } from 'fastify';
import type { Core } from '../../core/core.ts';
import { SECURITY_IMAGES, type SecurityImage } from '../../core/model/security-prompt.ts';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

/** A day: unlike other assets, a picture keeps its address should it ever be drawn anew. */
const MAX_AGE_SECONDS = 86_400;

export function imageAddress(name: SecurityImage): string {
  return `/assets/security-images/${name}.png`;
}

/**
 * The pictures people choose from, on the pages' own origin: nobody else hears which one is shown.
 * One address a picture and no parameter, so that no name anybody makes up reaches a file.
 */
export function mountSecurityImages(pad: FastifyInstance, core: Pick<Core, 'securityImage'>): void {
  for (const name of SECURITY_IMAGES) {
    pad.get(imageAddress(name), async (_request, reply) => {
      reply.headers({
        'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
        ...ANSWER_HEADERS,
      });
      return reply.type('image/png').send(core.securityImage(name));
    });
  }
}
