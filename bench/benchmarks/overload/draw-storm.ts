import { median, percentile } from '../../measure/statistics.ts';
import { drawPanels } from '../../report/draw-panels.ts';
import type { Storm } from './storm.ts';

/** How long people waited and how much memory it took, second by second. */
export function drawStorm({ served, rssMb }: Storm, seconds: number): string {
  const bySecond = Array.from({ length: seconds }, (_, second) =>
    served
      .filter(({ dueMs }) => Math.floor(dueMs / 1000) === second)
      .map(({ latencyMs }) => latencyMs),
  );
  return drawPanels('Ten times the capacity for 30 s', 'seconds', [
    {
      title: 'latency of the verifies served, ms',
      lines: [
        { name: 'p99', values: bySecond.map((latencies) => percentile(latencies, 99)) },
        { name: 'median', values: bySecond.map(median) },
      ],
    },
    { title: 'resident memory of the server, MB', lines: [{ name: 'RSS', values: rssMb }] },
  ]);
}
