import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../core/core.ts';
import type { Fault } from '../core/fault.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { renderProblem } from '../dialects/problem.ts';
import { askedBy } from './mount-dialect.ts';
import { sendFor } from './pipeline/send.ts';

export type AnswerUnroutable = (
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

/**
 * For addresses that cannot be taken apart: broken percent-encoding, parts without end. No route is
 * found then, so the dialect is told by its mount; its callers read no other form of refusal.
 */
export function answerUnroutable(dialects: readonly Dialect[], core: Core): AnswerUnroutable {
  return (fault, request, reply) => {
    const dialect = dialectAt(dialects, request.url);
    const render = dialect?.renderFault ?? renderProblem;
    return sendFor(dialect ?? {}, core)(reply, render(fault, request.id, askedBy(request)));
  };
}

/** Whose an address is, by its mount, as far as anybody can tell: one slash too many does not hide it. */
export function dialectAt(dialects: readonly Dialect[], address: string): Dialect | undefined {
  const path = address.replace(/[?#].*$/s, '').replace(/^\/+/, '/');
  return dialects.find(({ mount }) => path === mount || path.startsWith(`${mount}/`));
}
