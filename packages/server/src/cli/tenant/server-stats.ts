import { type Row, rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { sparkline, squeeze } from '../show/sparkline.ts';
import { table } from '../show/table.ts';

const BESIDE = 40;

interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const serverStats: AdminCommand = {
  words: 'server stats',
  summary: 'show how quick this node was in the last day, and what waited',
  tenant: 'none',
  examples: [['pintumbler server stats', 'draws latency, outbox age and hash queue']],
  seeAlso: ['stats', 'doctor'],
  twins: ['GET /server/series'],
  run: async ({ api, terminal }) => {
    const body = await api.get('/server/series');
    return { json: body, text: draw(rowsOf(body, 'series'), terminal.width) };
  },
};

function draw(series: readonly Row[], width: number): string {
  const latency = (kind: keyof Latency) => ({
    measure: `latency ${kind}, ms`,
    numbers: series.map(({ latencyMs }) => (latencyMs as Latency | null)?.[kind] ?? 0),
  });
  const plain = (measure: string, name: string) => ({
    measure,
    numbers: series.map((row) => Number(row[name] ?? 0)),
  });
  const measures = [
    ...(['p50', 'p95', 'p99'] as const).map(latency),
    plain('oldest waiting delivery, s', 'outboxAgeSeconds'),
    plain('PINs waiting to be hashed', 'hashQueue'),
  ];
  const rows = measures.map(({ measure, numbers }) => ({
    measure,
    now: numbers.at(-1) ?? 0,
    most: Math.max(0, ...numbers),
    line: sparkline(squeeze(numbers, Math.max(10, width - BESIDE))),
  }));
  return table(rows, ['measure', 'now', 'most', 'line']);
}
