import type { FastifyInstance } from 'fastify';
import { Fault } from '../../core/fault.ts';
import { refuseForeignPages } from '../dev/refuse-foreign-pages.ts';
import { sendAsset } from '../pages/assets.ts';
import { sendPage } from '../pages/page-headers.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import {
  type ExampleBackend,
  type ExampleOptions,
  openExampleBackend,
  readExamplePage,
} from './example.ts';

/** Where the sample's backend finds the server it talks to; `undefined` before that is known. */
export type SampleFacts = () => ExampleOptions | undefined;

const API = '/sample/api/:name';

/**
 * The sample app, in dev mode: the example's own page, and its own backend below `/sample/api`. It
 * talks to this server as a wallet would, over HTTP with the demo tenant's API key.
 */
export function mountSample(app: FastifyInstance, factsOf: SampleFacts): void {
  let page: ReturnType<typeof readExamplePage>;
  let backend: Promise<ExampleBackend> | undefined;
  const pageNow = () => {
    page ??= readExamplePage();
    if (page !== undefined) return page;
    throw new Fault('route_not_found', 'The sample is not built here. Run npm run build.');
  };
  const backendNow = () => {
    const facts = factsOf();
    if (facts === undefined) throw new Fault('overloaded', 'The server is still starting.');
    backend ??= openExampleBackend(facts);
    return backend;
  };

  app.register(async (scope) => {
    scope.addHook('onRequest', refuseForeignPages);

    scope.get('/sample', async (_request, reply) => {
      const content = { 'frame-src': factsOf()?.serviceUrl ?? "'none'" };
      return sendPage(reply, 200, pageNow().document, { content });
    });

    scope.get('/sample/assets/:file', async (request, reply) => {
      const { file } = request.params as { readonly file: string };
      const found = pageNow().files.get(file);
      if (found === undefined) throw new Fault('route_not_found', 'There is no such file.');
      return sendAsset(reply, found);
    });

    scope.route({
      method: ['HEAD', 'GET', 'POST'],
      url: API,
      handler: async (raw, reply) => {
        const { params, headers, body } = readRequest(raw);
        const { method } = raw;
        const name = params['name'] ?? '';
        const text = new TextDecoder().decode(body);
        return send(
          reply,
          await (await backendNow()).handle({ name, method, headers, body: text }),
        );
      },
    });
  });
}
