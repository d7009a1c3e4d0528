import type { FastifyInstance } from 'fastify';
import { renderPage, type Shell } from '../pages/page.ts';
import { sendPage } from '../pages/page-headers.ts';
import { faultsPage } from './faults-page.ts';

export function mountDocs(app: FastifyInstance, shell: Shell): void {
  app.get('/docs/faults', async (_request, reply) => {
    return sendPage(reply, 200, renderPage(shell, faultsPage()));
  });
}
