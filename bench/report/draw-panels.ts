import { drawing, text } from './svg.ts';

export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly name: string;
  /** One value per step; what is not a number is left out. */
  readonly values: readonly number[];
}

const WIDTH = 640;
const PANEL_HEIGHT = 190;
const LEFT = 56;
const RIGHT = 70;
const TOP = 34;
const PLOT_HEIGHT = 120;
const COLOURS = ['#c2410c', '#1d4ed8'];

/** Panels below each other over one axis, as an SVG that reads on light and dark pages. */
export function drawPanels(title: string, axis: string, panels: readonly Panel[]): string {
  const height = panels.length * PANEL_HEIGHT + 24;
  const content = [
    ...panels.flatMap((panel, at) => drawPanel(panel, at * PANEL_HEIGHT)),
    text({ x: LEFT + plotWidth() / 2, y: height - 10, content: axis, anchor: 'middle' }),
  ];
  return drawing(title, { width: WIDTH, height }, content);
}

function drawPanel({ title, lines }: Panel, y: number): readonly string[] {
  const numbers = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  const top = roundUp(Math.max(...numbers, 1));
  const steps = Math.max(...lines.map(({ values }) => values.length), 2) - 1;
  const bottom = y + TOP + PLOT_HEIGHT;
  const atX = (step: number) => LEFT + (step / steps) * plotWidth();
  const atY = (value: number) => bottom - (value / top) * PLOT_HEIGHT;
  return [
    text({ x: LEFT, y: y + 20, content: title, anchor: 'start' }),
    ...[0, top / 2, top].flatMap((value) => [
      `<path d="M${LEFT} ${atY(value)}H${LEFT + plotWidth()}" stroke="#d4d4d8"/>`,
      text({ x: LEFT - 6, y: atY(value) + 4, content: String(value), anchor: 'end' }),
    ]),
    text({ x: LEFT, y: bottom + 16, content: '0', anchor: 'middle' }),
    text({ x: atX(steps), y: bottom + 16, content: String(steps + 1), anchor: 'middle' }),
    ...lines.flatMap(({ name, values }, index) => {
      const colour = COLOURS[index % COLOURS.length] ?? '#000000';
      const points = values
        .map((value, step) => ({ value, step }))
        .filter(({ value }) => Number.isFinite(value))
        .map(({ value, step }) => `${atX(step).toFixed(1)},${atY(value).toFixed(1)}`);
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>`,
        text({
          x: LEFT + plotWidth() + 8,
          y: bottom - 100 + index * 18,
          content: name,
          anchor: 'start',
          colour,
        }),
      ];
    }),
  ];
}

function plotWidth(): number {
  return WIDTH - LEFT - RIGHT;
}

/** The next number that starts with 1, 2 or 5, or is ten times one. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}
