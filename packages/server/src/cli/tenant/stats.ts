import { type Row, rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { sparkline, squeeze } from '../show/sparkline.ts';
import { table } from '../show/table.ts';

const KINDS = ['verified', 'wrong', 'locked', 'lockouts', 'other'] as const;
const STEPS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };
/** What stands beside the line. */
const BESIDE = 40;

export const stats: AdminCommand = {
  words: 'stats',
  summary: 'show how attempts at PINs ended over time',
  details: [
    'verified: the PIN was right. wrong: it was not. locked: it was not looked at. lockouts: locks that began. other: no PIN, no such person, a new PIN that was refused.',
  ],
  options: [
    { flags: '--from <time>', meaning: 'a day before --to without it' },
    { flags: '--to <time>', meaning: 'now without it' },
    { flags: '--step <length>', meaning: 'hour without it', choices: Object.keys(STEPS) },
    { flags: '--table', meaning: 'every step as a row' },
  ],
  examples: [
    ['pintumbler stats -t acme', 'draws the last day'],
    ['pintumbler stats -t acme --step day --from 2026-01-01 --table', 'counts every day'],
  ],
  seeAlso: ['audit list', 'server stats'],
  twins: ['GET /tenants/:tenant/stats'],
  run: async ({ api, tenant, text, flag, terminal }) => {
    const step = STEPS[text('step') ?? 'hour'];
    const body = await api.get(`${tenant}/stats`, { from: text('from'), to: text('to'), step });
    const series = rowsOf(body, 'series');
    const shown = flag('table') ? table(series, ['at', ...KINDS]) : draw(series, terminal.width);
    return { json: body, text: shown };
  },
};

function draw(series: readonly Row[], width: number): string {
  const rows = KINDS.map((kind) => {
    const numbers = series.map((row) => Number(row[kind]));
    const sum = numbers.reduce((all, number) => all + number, 0);
    const line = sparkline(squeeze(numbers, Math.max(10, width - BESIDE)));
    return { kind, sum, most: Math.max(0, ...numbers), line };
  });
  const columns = ['kind', 'sum', ['most in a step', ({ most }: Row) => most] as const, 'line'];
  const between = `${series[0]?.['at'] ?? ''} to ${series.at(-1)?.['at'] ?? ''}`;
  return `${between}\n\n${table(rows, columns)}`;
}
