import { Type } from 'typebox';
import { oneOf, told } from '../../dialects/answer-parts.ts';
import { json } from '../../dialects/call-shape.ts';

const readiness = told(
  {
    status: oneOf(['ready', 'not_ready', 'draining']),
    checks: Type.Record(Type.String(), oneOf(['ok', 'failed'])),
  },
  'Readiness',
);

/** What the server answers about itself, to anybody. */
export const SERVER_ROUTES = [
  {
    method: 'GET',
    path: '/health/live',
    summary: 'Say that the process answers',
    shape: { answers: { 200: json(told({ status: Type.Literal('live') })) } },
  },
  {
    method: 'GET',
    path: '/health/ready',
    summary: 'Try database and keys, and say whether PINs can be taken now',
    shape: { answers: { 200: json(readiness), 503: json(readiness) } },
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    shape: { answers: { 200: json(Type.Object({ openapi: Type.String() })) } },
  },
] as const;
