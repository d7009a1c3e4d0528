import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import { HOUR_MS, SECOND_MS } from '../../core/model/instant.ts';
import { count, instant, told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object } from './fields.ts';

const STEPS = [60, 3600, 86_400] as const;
const RANGE_MS = 24 * HOUR_MS;

const time = Type.Optional(
  Type.String({ maxLength: 40, description: 'ISO 8601, such as 2026-01-01T00:00:00Z' }),
);

const stats = told({
  step: Type.Integer({ description: 'Seconds' }),
  series: Type.Array(
    told({
      at: instant,
      ...{ verified: count, wrong: count, locked: count, lockouts: count, other: count },
    }),
  ),
});

/** How a tenant's attempts ended over time; numbers only, nobody's name. */
export const STATS_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/stats',
    summary: 'How attempts at PINs ended, and how many locks began, step by step',
    body: object({}),
    query: object({
      ...{ from: time, to: time },
      step: Type.Optional(
        Type.Integer({ enum: [...STEPS], description: 'Seconds: 60, 3600 or 86400' }),
      ),
    }),
    answers: { 200: stats },
    run: async (core, call, { query }) => {
      const step = readStep(query.step);
      const to = readTime('to', query.to) ?? core.now();
      const from = readTime('from', query.from) ?? to - RANGE_MS;
      const series = await core.readStats(call, { from, to, stepMs: step * SECOND_MS });
      const shown = series.map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
      return { status: 200, body: { step, series: shown } };
    },
  }),
];

function readStep(step: number = 3600): number {
  if (STEPS.some((each) => each === step)) return step;
  throw new Fault('request_malformed', `query/step must be ${STEPS.join(', ')} seconds.`);
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  const sentence = `query/${name} must be a time such as 2026-01-01T00:00:00Z.`;
  throw new Fault('request_malformed', sentence);
}
