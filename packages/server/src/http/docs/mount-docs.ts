import type { FastifyInstance } from 'fastify';
import { renderPage, type Shell } from '../pages/page.ts';
import { sendPage } from '../pages/page-headers.ts';
import { faultsPage } from './faults-page.ts';
import type { OpenApi } from './open-api.ts';
import { overviewPage } from './overview-page.ts';
import { referencePage } from './reference-page.ts';

/** The reference for people. Pages are made when they are first asked for. */
export function mountDocs(app: FastifyInstance, shell: Shell, documentOf: () => OpenApi): void {
  app.get('/docs/faults', async (_request, reply) => {
    return sendPage(reply, 200, renderPage(shell, faultsPage()));
  });

  app.get('/docs', async (_request, reply) => {
    return sendPage(reply, 200, renderPage(shell, overviewPage(documentOf())));
  });

  const pages = new Map<string, ReturnType<typeof renderPage>>();
  app.get('/docs/:wire', async (request, reply) => {
    const { wire: name } = request.params as { readonly wire: string };
    const wire = documentOf()['x-wires'].find((each) => each.name === name);
    if (wire === undefined) return reply.callNotFound();
    const page = pages.get(name) ?? renderPage(shell, referencePage(documentOf(), wire));
    pages.set(name, page);
    return sendPage(reply, 200, page);
  });
}
