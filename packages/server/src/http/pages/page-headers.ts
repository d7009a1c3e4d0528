import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What every page says about itself: nothing foreign runs in it, nobody frames it, keeps it or learns its address. */
const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendPage(reply: FastifyReply, status: number, page: Html): FastifyReply {
  reply.code(status).headers({ ...PAGE_HEADERS, 'x-request-id': reply.request.id });
  return reply.type('text/html; charset=utf-8').send(page.toString());
}
