import type { ServerSeries, ServerStep } from '../api/stats.ts';
import { Chart } from '../charts/chart.tsx';
import { Empty } from '../parts/empty.tsx';

/** How quick this node answers, and whether what it has to tell gets out. */
export function ServerCharts({ server }: { readonly server: ServerSeries }) {
  const { series, stepSeconds } = server;
  if (series.length === 0) {
    return (
      <Empty title="Nothing measured yet">
        <p>The server has just started: the first numbers come within a minute or two.</p>
      </Empty>
    );
  }
  const times = series.map(({ at }) => Date.parse(at) / 1000);
  const latency = (which: 'p50' | 'p95' | 'p99') =>
    series.map(({ latencyMs }: ServerStep) => latencyMs?.[which] ?? null);
  return (
    <div class="charts">
      <Chart
        title="Time to answer"
        unit="ms"
        times={times}
        stepSeconds={stepSeconds}
        lines={[
          { name: 'Half within', colour: '--chart-good', values: latency('p50') },
          { name: '95 % within', colour: '--chart-warn', values: latency('p95') },
          { name: '99 % within', colour: '--chart-bad', values: latency('p99') },
        ]}
      />
      <Chart
        title="Oldest waiting webhook or message"
        unit="s"
        times={times}
        stepSeconds={stepSeconds}
        lines={[
          {
            name: 'Age',
            colour: '--chart-warn',
            values: series.map(({ outboxAgeSeconds }) => outboxAgeSeconds),
          },
        ]}
      />
      <Chart
        title="Guesses waiting for a hash"
        times={times}
        stepSeconds={stepSeconds}
        lines={[
          {
            name: 'In the queue',
            colour: '--chart-plain',
            values: series.map(({ hashQueue }) => hashQueue),
          },
        ]}
      />
    </div>
  );
}
