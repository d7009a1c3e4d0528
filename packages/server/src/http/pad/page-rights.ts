import { isEmbeddingOrigin } from '../../core/model/pages.ts';
import type { PageRights } from '../pages/page-headers.ts';

/** What a developer's own pages may be served from; in dev mode these embed, and nothing else. */
export const LOOPBACK = 'http://localhost:* http://127.0.0.1:*';

/** Features of the device that no page here uses, and that a script in it must not reach either. */
export const NO_DEVICES = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), midi=()';

/** Who may put a page into a frame: loopback pages in dev mode, else the origins named. */
export function frameAncestors(origins: readonly string[], inDev: boolean): string {
  if (inDev) return LOOPBACK;
  const allowed = origins.filter(isEmbeddingOrigin);
  return allowed.length === 0 ? "'none'" : allowed.join(' ');
}

/**
 * A hosted page submits to its own origin and needs no call from a script. Whoever opened it as a
 * window keeps no hold of it: the opener could otherwise exchange it for a page that looks alike.
 */
export function hostedRights(origins: readonly string[], inDev: boolean): PageRights {
  return {
    content: {
      'connect-src': "'none'",
      'form-action': "'self'",
      'frame-ancestors': frameAncestors(origins, inDev),
    },
    headers: { 'permissions-policy': NO_DEVICES, 'cross-origin-opener-policy': 'same-origin' },
  };
}
