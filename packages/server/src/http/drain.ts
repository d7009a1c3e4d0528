import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * The door stays open this long after readiness was withdrawn: connections the kernel has accepted
 * for us would be reset, and a balancer needs a moment to look.
 */
const LAME_DUCK_MS = 250;

/** No request for this long means that nothing sent before the stop is still on its way in. */
const QUIET_MS = 100;

/**
 * Prepares a server to be closed without cutting anyone off. The answer of the function returned
 * resolves when every request that reached us whole has been answered and every connection is gone.
 *
 * `close()` alone would wait for connections that are merely kept alive, or were opened by a browser
 * in case they are needed: those never finish a request, so they are closed once it is quiet.
 */
export function makeDrainable(app: FastifyInstance): () => Promise<void> {
  const underWay = new Set<FastifyRequest>();
  let closing = false;
  let onQuiet: () => void = () => undefined;
  let quietTimer: NodeJS.Timeout | undefined;

  const waitForQuiet = () => {
    clearTimeout(quietTimer);
    if (!closing || underWay.size > 0) return;
    // The poll phase between timer and immediate reads what is waiting in the sockets.
    quietTimer = setTimeout(() => setImmediate(() => underWay.size === 0 && onQuiet()), QUIET_MS);
  };
  // An aborted request may be told about twice, or only once: a set does not mind.
  const leave = async (request: FastifyRequest) => {
    underWay.delete(request);
    waitForQuiet();
  };
  // Runs once the body is in. Before that nothing was begun, and a body may never arrive.
  app.addHook('preValidation', async (request) => {
    underWay.add(request);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onResponse', leave);
  app.addHook('onRequestAbort', leave);

  return async () => {
    closing = true;
    const quiet = new Promise<void>((resolve) => {
      onQuiet = resolve;
    });
    await wait(LAME_DUCK_MS);
    const closed = app.close();
    waitForQuiet();
    await quiet;
    app.server.closeAllConnections();
    await closed;
  };
}
