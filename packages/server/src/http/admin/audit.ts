import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { AuditFilter } from '../../core/model/audit.ts';
import { auditText, entryBody } from '../../core/model/audit-text.ts';
import { readInstant } from '../../core/model/instant.ts';
import { readAnchor } from '../../core/model/trail-verdict.ts';
import { OneAtATime } from '../limits/one-at-a-time.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { auditEntry } from './answer-bodies.ts';
import { object } from './fields.ts';

const PAGE = 50;
const PAGE_MAX = 200;

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 300 }));
const filters = {
  ...{ action: text, outcome: text, subject: text, actor: text, dialect: text, source: text },
  from: text,
  to: text,
};

const nullable = Type.Union([Type.String(), Type.Null()]);
const entry = object({
  seq: Type.Integer(),
  ...auditEntry.properties,
  chain: Type.Union([Type.Null(), object({ lane: Type.String(), number: Type.Integer() })]),
});
const nullableInteger = Type.Union([Type.Integer(), Type.Null()]);
const finding = object({
  seq: nullableInteger,
  kind: Type.Union(
    (['altered', 'missing', 'reordered', 'checkpoint'] as const).map((each) => Type.Literal(each)),
  ),
  ...{ lane: nullable, number: nullableInteger, explanation: Type.String() },
});

const MEDIA_TYPES = { jsonl: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' };

/**
 * The trail of a tenant: who did what to whom, and the proof that nobody edited it. Its export and
 * its check read all of it, and each of them is done once at a time for a tenant.
 */
export function auditRoutes(): readonly AdminRoute[] {
  const turns = new OneAtATime();
  return [listRoute, exportRoute(turns), verifyRoute(turns)];
}

const listRoute = tenantRoute({
  method: 'GET',
  path: '/audit',
  summary: 'List the audit trail, newest first',
  body: object({}),
  query: object({
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX })),
    cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  }),
  answers: { 200: object({ entries: Type.Array(entry), next: nullable }) },
  run: async (core, call, { query }) => {
    const { limit = PAGE, cursor, ...given } = query;
    const page = { limit, ...(cursor !== undefined && { before: cursor }) };
    const entries = await core.listTrail(call, readFilter(given), page);
    const last = entries.length < limit ? undefined : entries.at(-1);
    const next = last === undefined ? null : String(last.seq);
    return { status: 200, body: { entries: entries.map(entryBody), next } };
  },
});

function exportRoute(turns: OneAtATime): AdminRoute {
  return tenantRoute({
    method: 'GET',
    path: '/audit/export',
    summary: 'Export the audit trail, oldest first; that it was exported is recorded in it',
    body: object({}),
    query: object({
      ...filters,
      format: Type.Optional(Type.Union([Type.Literal('jsonl'), Type.Literal('csv')])),
    }),
    answers: { 200: Type.String() },
    media: Object.values(MEDIA_TYPES),
    run: async (core, call, { query }) => {
      const { format = 'jsonl', ...given } = query;
      const command = { format, filter: readFilter(given) };
      const pieces = await turns.pieces(call.tenant.id, async () =>
        auditText(await core.exportTrail(call, command), format),
      );
      const name = `audit-${call.tenant.id}.${format}`;
      return {
        status: 200,
        headers: { 'content-disposition': `attachment; filename="${name}"` },
        mediaType: MEDIA_TYPES[format],
        pieces,
      };
    },
  });
}

function verifyRoute(turns: OneAtATime): AdminRoute {
  return tenantRoute({
    method: 'GET',
    path: '/audit/verify',
    summary: 'Check the whole audit trail, and name what was altered, removed or moved first',
    body: object({}),
    query: object({ anchor: Type.Optional(Type.String({ maxLength: 300 })) }),
    answers: {
      200: object({
        outcome: Type.Union([Type.Literal('intact'), Type.Literal('broken')]),
        ...{ entries: Type.Integer(), unchained: Type.Integer(), checkpoints: Type.Integer() },
        first: Type.Union([Type.Null(), finding]),
      }),
    },
    run: async (core, call, { query }) => {
      const anchor = query.anchor === undefined ? null : readAnchor(query.anchor);
      const verdict = await turns.run(call.tenant.id, () => core.verifyTrail(call, anchor));
      return { status: 200, body: verdict };
    },
  });
}

interface Given extends Omit<AuditFilter, 'from' | 'to'> {
  readonly from?: string;
  readonly to?: string;
}

function readFilter({ from, to, ...rest }: Given): AuditFilter {
  return {
    ...rest,
    ...(from !== undefined && { from: instantOf('from', from) }),
    ...(to !== undefined && { to: instantOf('to', to) }),
  };
}

function instantOf(name: string, given: string): number {
  const instant = readInstant(given);
  if (instant !== null) return instant;
  const sentence = `query/${name} must be a date, or a time with its zone, as in ISO 8601.`;
  throw new Fault('request_malformed', sentence);
}
