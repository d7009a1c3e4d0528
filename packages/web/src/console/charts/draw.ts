import UPlot from 'uplot';

/** One kind of number over time; `null` where nothing was measured. */
export interface Line {
  readonly name: string;
  /** Name of a custom property, so that it follows light and dark. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly bars?: boolean;
}

interface Drawn {
  readonly times: readonly number[];
  readonly stepSeconds: number;
  readonly lines: readonly Line[];
}

const HEIGHT_PX = 200;
const DAY_SECONDS = 86_400;
/** Steps of the axes: whole numbers, and times that read well. */
const COUNT_STEPS = [0, 1, 2, 3, 4, 5, 6].flatMap((zeros) =>
  [1, 2, 5].map((each) => each * 10 ** zeros),
);
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720].map((minutes) => minutes * 60),
  ...[1, 2, 7, 14, 30].map((days) => days * DAY_SECONDS),
];
/** So few that a line between them says little: each is marked. */
const FEW = 30;

/** Draws into a box, as wide as it is, until what it answers is called; follows light and dark. */
export function draw(box: HTMLElement, drawn: Drawn): () => void {
  let plot = make(box, drawn);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const again = () => {
    plot.destroy();
    plot = make(box, drawn);
  };
  const sizes = new ResizeObserver(() => {
    if (box.clientWidth > 0) plot.setSize({ width: box.clientWidth, height: HEIGHT_PX });
  });
  sizes.observe(box);
  dark.addEventListener('change', again);
  return () => {
    sizes.disconnect();
    dark.removeEventListener('change', again);
    plot.destroy();
  };
}

function make(box: HTMLElement, { times, stepSeconds, lines }: Drawn): UPlot {
  const styles = getComputedStyle(box);
  const colour = (name: string) => styles.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--ink-soft'),
    font: `12px ${styles.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  const options: UPlot.Options = {
    width: Math.max(box.clientWidth, 100),
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: true, y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(4, (most ?? 0) * 1.1)] } },
    axes: [
      {
        ...axis,
        size: 28,
        incrs: TIME_STEPS,
        space: 64,
        values: (_plot, ticks) => ticks.map((each) => sayTick(each, stepSeconds, times)),
      },
      { ...axis, size: 44, space: 36, incrs: COUNT_STEPS },
    ],
    series: [{}, ...lines.map((line) => seriesOf(line, colour, times.length <= FEW))],
    plugins: [readout(lines, stepSeconds)],
  };
  return new UPlot(options, [[...times], ...lines.map(({ values }) => [...values])], box);
}

function seriesOf(
  { name, colour, bars = false }: Line,
  colourOf: (name: string) => string,
  marked: boolean,
): UPlot.Series {
  const stroke = colourOf(colour);
  const drawBars = bars ? UPlot.paths.bars?.({ size: [0.7, 24] }) : undefined;
  return {
    ...{
      label: name,
      stroke,
      width: 2,
      points: { show: marked && !bars, size: 5, fill: stroke },
      spanGaps: false,
    },
    ...(drawBars && { paths: drawBars, fill: stroke, width: 0 }),
  };
}

/** Hours within a day, days beyond. */
function sayTick(time: number, stepSeconds: number, times: readonly number[]): string {
  const date = new Date(time * 1000);
  const long =
    (times.at(-1) ?? 0) - (times[0] ?? 0) > 2 * DAY_SECONDS || stepSeconds >= DAY_SECONDS;
  return long
    ? date.toLocaleDateString('en', { month: 'short', day: 'numeric' })
    : date.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Says under the pointer what was when. */
function readout(lines: readonly Line[], stepSeconds: number): UPlot.Plugin {
  const label = document.createElement('div');
  label.className = 'readout';
  label.hidden = true;
  return {
    hooks: {
      init: (plot) => void plot.over.append(label),
      setCursor: (plot) => {
        const { idx, left = -1 } = plot.cursor;
        const time = idx === null || idx === undefined ? undefined : plot.data[0][idx];
        label.hidden = time === undefined || left < 0;
        if (time === undefined || idx === null || idx === undefined) return;
        const values = lines.map(({ name, values }) => `${name} ${values[idx] ?? '–'}`);
        label.textContent = [sayTime(time, stepSeconds), ...values].join('\n');
        const right = left > plot.over.clientWidth / 2;
        label.style.left = right ? '' : `${left + 12}px`;
        label.style.right = right ? `${plot.over.clientWidth - left + 12}px` : '';
      },
    },
  };
}

function sayTime(time: number, stepSeconds: number): string {
  const date = new Date(time * 1000);
  if (stepSeconds >= DAY_SECONDS) return date.toLocaleDateString('en', { dateStyle: 'medium' });
  return date.toLocaleString('en', {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  });
}
