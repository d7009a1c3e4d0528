import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

const LEAST = {
  'default-src': "'none'",
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const;

/** What a kind of page says about itself where that differs from every other page. */
export interface PageRights {
  /** Each entry replaces the directive of that name in the content security policy. */
  readonly content?: Readonly<
    Partial<Record<keyof typeof LEAST | 'font-src' | 'frame-src', string>>
  >;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every page says about itself: nothing foreign runs in it, nobody keeps it or learns its address. */
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Sends a page, rendered or as it was built. Without rights of its own nobody frames it and it submits nothing. */
export function sendPage(
  reply: FastifyReply,
  status: number,
  page: Html | Buffer,
  { content, headers }: PageRights = {},
): FastifyReply {
  const directives = Object.entries({ ...LEAST, ...content });
  reply.code(status).headers({
    ...PAGE_HEADERS,
    'content-security-policy': directives.map((each) => each.join(' ')).join('; '),
    'x-request-id': reply.request.id,
    ...headers,
  });
  return reply.type('text/html; charset=utf-8').send(page.toString());
}
