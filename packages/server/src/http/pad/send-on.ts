import type { FastifyReply } from 'fastify';
import { send } from '../pipeline/send.ts';

/**
 * Leads a browser that sent a form on to the page that says what came of it. The address is the link of
 * a challenge: nobody keeps it or is told it.
 */
export function sendOn(reply: FastifyReply, location: string): FastifyReply {
  return send(reply, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } });
}
