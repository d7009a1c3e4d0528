import type { AttemptSeries, AttemptStep } from '../api/stats.ts';
import { Chart } from '../charts/chart.tsx';
import type { Span } from './spans.ts';

type Count = Exclude<keyof AttemptStep, 'at'>;

/** What people tried in this span: totals first, then how they were spread. */
export function AttemptCharts({
  stats,
  span,
}: {
  readonly stats: AttemptSeries;
  readonly span: Span;
}) {
  const { series } = stats;
  const total = (count: Count) => series.reduce((sum, step) => sum + step[count], 0);
  const verified = total('verified');
  const tried = verified + total('wrong') + total('locked');
  const share = tried === 0 ? '–' : `${Math.round((1000 * verified) / tried) / 10} %`;
  const times = series.map(({ at }) => Date.parse(at) / 1000);
  const valuesOf = (count: Count) => series.map((step) => step[count]);
  return (
    <>
      <dl class="totals" aria-label={`Totals of ${span.text}`}>
        <Total name="Verified" value={verified} tone="good" />
        <Total name="Wrong" value={total('wrong')} tone="warn" />
        <Total name="Refused while locked" value={total('locked')} tone="bad" />
        <Total name="Lockouts" value={total('lockouts')} tone="bad" />
        <div>
          <dt>Verified of all tries</dt>
          <dd>{share}</dd>
        </div>
      </dl>
      <h2 class="visually-hidden">Over time</h2>
      <div class="charts">
        <Chart
          title="Tries"
          times={times}
          stepSeconds={stats.step}
          lines={[
            { name: 'Verified', colour: '--chart-good', values: valuesOf('verified') },
            { name: 'Wrong', colour: '--chart-warn', values: valuesOf('wrong') },
            { name: 'Refused while locked', colour: '--chart-bad', values: valuesOf('locked') },
            { name: 'Other', colour: '--chart-plain', values: valuesOf('other') },
          ]}
        />
        <Chart
          title="Lockouts"
          times={times}
          stepSeconds={stats.step}
          lines={[
            { name: 'Lockouts', colour: '--chart-bad', values: valuesOf('lockouts'), bars: true },
          ]}
        />
      </div>
    </>
  );
}

function Total(props: { readonly name: string; readonly value: number; readonly tone: string }) {
  const { name, value, tone } = props;
  return (
    <div>
      <dt>
        <span class={`swatch ${tone}`} /> {name}
      </dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}
