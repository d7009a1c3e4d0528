import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, FaultCode } from '../../core/fault.ts';
import type { Log } from '../../observability/log.ts';
import { html } from '../pages/html.ts';
import { reportFault } from '../pipeline/report-fault.ts';
import { toFault } from '../pipeline/to-fault.ts';
import { type Attempt, FIRST_LOOK, PIN_IS_KEY } from './ceremony/attempt.ts';
import { noticePage } from './ceremony/notice.ts';
import type { Messages, Notice } from './messages/messages.ts';
import { answerNowhere, type PadParts, sendHosted } from './send-hosted.ts';
import { showAfter } from './show-challenge.ts';
import { addressOn, type Surface } from './surface.ts';
import { openVisit, surfaceFor } from './visit.ts';

interface Failed {
  readonly error: unknown;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Something came before what was submitted; the page as things stand now says what. */
const OVERTAKEN: Readonly<Partial<Record<FaultCode, Attempt>>> = {
  challenge_closed: FIRST_LOOK,
  pin_kind_mismatch: PIN_IS_KEY,
};

/** Tells a fault to the person before a hosted page: in their words, and with a way on. */
export async function tellFault(
  parts: PadParts,
  log: Log,
  { error, request, reply }: Failed,
): Promise<FastifyReply> {
  const fault = toFault(error);
  reportFault(log, fault, request.id);
  // With the database gone nobody knows whose link it is; the page then has no name on it.
  const visit = await openVisit(parts.core, request).catch(() => null);
  if (fault.code === 'challenge_not_found') return answerNowhere(parts, request, reply);
  const attempt = OVERTAKEN[fault.code];
  if (attempt !== undefined && visit !== null) {
    // Its subject may be gone with it.
    return showAfter(parts, visit, attempt, reply).catch(() =>
      answerNowhere(parts, request, reply),
    );
  }
  const surface = visit?.surface ?? surfaceFor(parts.core, request, null, '/');
  const { status, notice } = tell(surface.messages, fault);
  if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', fault.retryAfterSeconds);
  const page = noticePage(notice, visit === null ? undefined : tryAgain(surface));
  return sendHosted(parts, surface, reply, { status, page });
}

interface Telling {
  readonly status: number;
  readonly notice: Notice;
}

function tell({ problems }: Messages, { code }: Fault): Telling {
  switch (code) {
    case 'request_malformed':
      return { status: 400, notice: problems.unreadable };
    case 'forbidden':
      return { status: 403, notice: problems.unreadable };
    case 'body_too_large':
      return { status: 413, notice: problems.unreadable };
    case 'media_type_unsupported':
      return { status: 415, notice: problems.unreadable };
    case 'idempotency_in_progress':
      return { status: 409, notice: problems.busy };
    case 'rate_limited':
      return { status: 429, notice: problems.busy };
    case 'overloaded':
      return { status: 503, notice: problems.busy };
    case 'storage_unavailable':
      return { status: 503, notice: problems.broken };
    default:
      return { status: 500, notice: problems.broken };
  }
}

function tryAgain(surface: Surface) {
  const { messages, path } = surface;
  return html`<p class="pad-actions"><a class="button" href="${addressOn(surface, path)}">${messages.problems.tryAgain}</a></p>`;
}
