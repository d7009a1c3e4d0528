import { Type } from 'typebox';
import type { SeriesPoint } from '../../observability/series/series.ts';
import { type AdminRoute, adminRoute } from './admin-route.ts';
import { object } from './fields.ts';

const STEP_SECONDS = 60;

const seriesBody = object({
  stepSeconds: Type.Integer(),
  series: Type.Array(
    object({
      at: Type.String({ format: 'date-time' }),
      latencyMs: Type.Union([
        object({ p50: Type.Number(), p95: Type.Number(), p99: Type.Number() }),
        Type.Null(),
      ]),
      outboxAgeSeconds: Type.Union([Type.Number(), Type.Null()]),
      hashQueue: Type.Integer(),
    }),
  ),
});

/** How the node that answers has been, from its memory; the last minute is not over. */
export function seriesRoutes(read: () => readonly SeriesPoint[]): readonly AdminRoute[] {
  return [
    adminRoute({
      method: 'GET',
      path: '/server/series',
      summary: 'Latency, outbox and hash queue of this node, the last 24 hours by the minute',
      body: object({}),
      answers: { 200: seriesBody },
      run: async () => {
        const series = read().map((point) => ({ ...point, at: new Date(point.at).toISOString() }));
        return { status: 200, body: { stepSeconds: STEP_SECONDS, series } };
      },
    }),
  ];
}
