import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { sayMoment } from '../parts/moment.tsx';
import { Table } from '../parts/table.tsx';
import type { Line } from './draw.ts';

interface ChartProps {
  readonly title: string;
  readonly unit?: string;
  /** Unix seconds, rising. */
  readonly times: readonly number[];
  readonly stepSeconds: number;
  readonly lines: readonly Line[];
}

/** Numbers over time: drawn, and as a table for whoever would rather read or hear them. */
export function Chart({ title, unit = '', times, stepSeconds, lines }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  return (
    <section class="card chart" aria-labelledby={heading}>
      <div class="row apart">
        <h3 id={heading}>
          {title}
          {unit !== '' && <span class="soft"> ({unit})</span>}
        </h3>
        <button
          type="button"
          class="link small"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          As a table<span class="visually-hidden">: {title}</span>
        </button>
      </div>
      {asTable ? (
        <NumberTable {...{ title, times, lines }} />
      ) : (
        <Plot {...{ title, unit, times, stepSeconds, lines }} onFailed={() => setAsTable(true)} />
      )}
    </section>
  );
}

interface PlotProps extends Required<ChartProps> {
  readonly onFailed: () => void;
}

/** What draws is loaded only where something is drawn; where it cannot be, the table is there. */
function Plot({ title, unit, times, stepSeconds, lines, onFailed }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    let remove = () => {};
    let gone = false;
    const drawIt = async () => {
      const { draw } = await import('./draw.ts');
      if (!gone && box.current !== null) remove = draw(box.current, { times, stepSeconds, lines });
    };
    drawIt().catch(() => failed.current());
    return () => {
      gone = true;
      remove();
    };
  }, [times, lines, stepSeconds]);
  return (
    <>
      <div class="plot" ref={box} role="img" aria-label={summary(title, unit, lines)} />
      <ul class="legend">
        {lines.map(({ name, colour }) => (
          <li key={name}>
            <span class={`swatch ${colour.replace('--chart-', '')}`} />
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

function summary(title: string, unit: string, lines: readonly Line[]): string {
  const facts = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const most = known.length === 0 ? 'nothing' : Math.round(Math.max(...known) * 10) / 10;
    return `${name}: at most ${most}${unit === '' ? '' : ` ${unit}`}`;
  });
  return `${title} over time. ${facts.join('; ')}. The table has the numbers.`;
}

function NumberTable({ title, times, lines }: Pick<ChartProps, 'title' | 'times' | 'lines'>) {
  const rows = times
    .map((time, at) => ({ time, at }))
    .filter(({ at }) => lines.some(({ values }) => Boolean(values[at])))
    .reverse();
  if (rows.length === 0) return <p class="soft">Nothing but zeros.</p>;
  return (
    <>
      <p class="soft small">Newest first; times with nothing are left out.</p>
      <Table
        label={title}
        rows={rows}
        keyOf={({ time }) => time}
        columns={[
          {
            head: 'Time',
            kind: 'time',
            cell: ({ time }) => sayMoment(new Date(time * 1000).toISOString()),
          },
          ...lines.map(({ name, values }) => ({
            head: name,
            kind: 'number' as const,
            cell: ({ at }: { readonly at: number }) => values[at] ?? '–',
          })),
        ]}
      />
    </>
  );
}
