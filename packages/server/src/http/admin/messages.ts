import type { OutgoingMessage } from '../../core/model/message.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { sentMessages } from './answer-bodies.ts';
import { object } from './fields.ts';

const MESSAGES_MAX = 100;

/** What was told to whom, and how far it got. Never what it said: codes are in there. */
export const MESSAGE_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/messages',
    summary: 'The newest hundred messages of a tenant: to whom, and how far they got',
    body: object({}),
    answers: { 200: sentMessages },
    run: async (core, call) => {
      const messages = await core.listMessages(call, MESSAGES_MAX);
      return { status: 200, body: { messages: messages.map(messageBody) } };
    },
  }),
];

function messageBody(message: OutgoingMessage) {
  const { id, channel, to, template, language, state, tries, lastError, at, settledAt } = message;
  return {
    ...{ id, channel, to, template, language, state, tries, lastError },
    at: new Date(at).toISOString(),
    settledAt: settledAt === null ? null : new Date(settledAt).toISOString(),
  };
}
