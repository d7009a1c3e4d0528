import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Attempt, FIRST_LOOK } from './ceremony/attempt.ts';
import { donePage } from './ceremony/over-page.ts';
import { pageFor } from './ceremony/page-for.ts';
import { type PadParts, sendHosted } from './send-hosted.ts';
import type { Visit } from './visit.ts';

/**
 * The page of a challenge for whoever opens or reloads its address. Right after the last step it
 * tells what was done; the same link later is a used one.
 */
export async function lookAtChallenge(
  parts: PadParts,
  visit: Visit,
  { query }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { call, challenge, surface } = visit;
  const ceremony = await parts.core.readCeremony(call, challenge);
  const status = ceremony?.challenge.status;
  if (status === 'pending') await parts.core.beginChallenge(call, challenge);
  if (ceremony !== null && status === 'complete' && 'done' in (query as object)) {
    return sendHosted(parts, surface, reply, { status: 200, page: donePage(surface, ceremony) });
  }
  return sendHosted(parts, surface, reply, pageFor(surface, call.tenant, ceremony, FIRST_LOOK));
}

/** The page as things stand by now: what came before may have locked the PIN or ended the challenge. */
export async function showAfter(
  parts: PadParts,
  { call, challenge, surface }: Visit,
  attempt: Attempt,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ceremony = await parts.core.readCeremony(call, challenge);
  return sendHosted(parts, surface, reply, pageFor(surface, call.tenant, ceremony, attempt));
}
