import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Store } from '../../core/ports/store.ts';
import { readJsonBytes } from '../../dialects/read-json.ts';
import { checker } from '../../dialects/validate.ts';
import { renderPage, type Shell } from '../pages/page.ts';
import { sendPage } from '../pages/page-headers.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import type { DevClock } from './dev-clock.ts';
import { inboxPage } from './inbox-page.ts';
import type { InboxMessage } from './read-messages.ts';
import { refuseForeignPages } from './refuse-foreign-pages.ts';

export interface DevOptions {
  readonly shell: Shell;
  readonly clock: DevClock;
  readonly store: Pick<Store, 'listEvents'>;
  readonly messages: () => Promise<readonly InboxMessage[]>;
}

const EVENTS_MAX = 100;
const ADVANCE_MAX_SECONDS = 10 * 365 * 24 * 3600;

const advance = checker(
  Type.Object(
    { advanceSeconds: Type.Integer({ minimum: 0, maximum: ADVANCE_MAX_SECONDS }) },
    { additionalProperties: false },
  ),
  'body',
);

/** What only `pintumbler dev` has: the message inbox, the event list and the clock control. */
export function mountDev(app: FastifyInstance, options: DevOptions): void {
  const { shell, clock, store, messages } = options;
  app.register(async (scope) => {
    scope.addHook('onRequest', refuseForeignPages);

    scope.get('/dev/inbox', async (_request, reply) => {
      const page = inboxPage(await messages(), clock.now());
      return sendPage(reply, 200, renderPage(shell, page));
    });

    scope.get('/dev/messages', async (_request, reply) => {
      return send(reply, { status: 200, body: await messages() });
    });

    scope.get('/dev/events', async (_request, reply) => {
      const events = await store.listEvents(EVENTS_MAX);
      const shown = events.map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
      return send(reply, { status: 200, body: shown });
    });

    scope.post('/dev/clock', async (raw, reply) => {
      const { body } = readRequest(raw);
      clock.advance(advance(readJsonBytes(body)).advanceSeconds);
      return send(reply, { status: 200, body: { now: new Date(clock.now()).toISOString() } });
    });
  });
}
