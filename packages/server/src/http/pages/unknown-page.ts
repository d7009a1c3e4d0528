import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../core/fault.ts';
import { html } from './html.ts';
import { renderPage, type Shell } from './page.ts';
import { sendPage } from './page-headers.ts';
import { notice } from './parts.ts';

/** For addresses where nothing is: a page for whoever asks for one, a problem for programs. */
export function answerUnknown(shell: Shell) {
  const text = html`There is no page at this address. The <a href="/">start page</a> lists what is here.`;
  const main = notice('Nothing here', text);
  const page = renderPage(shell, { title: 'Nothing here', main });
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (request.headers.accept?.includes('text/html')) return sendPage(reply, 404, page);
    throw new Fault('route_not_found', 'There is nothing at this address. Start at /.');
  };
}
