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
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img"`,
    '  font-family="sans-serif" font-size="12">',
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...panels.flatMap((panel, at) => drawPanel(panel, at * PANEL_HEIGHT)),
    text(LEFT + plotWidth() / 2, height - 10, axis, 'middle'),
    '</svg>\n',
  ].join('\n');
}

function drawPanel({ title, lines }: Panel, y: number): readonly string[] {
  const numbers = lines.flatMap(({ values }) => values.filter(Number.isFinite));
  const top = roundUp(Math.max(...numbers, 1));
  const steps = Math.max(...lines.map(({ values }) => values.length), 2) - 1;
  const bottom = y + TOP + PLOT_HEIGHT;
  const atX = (step: number) => LEFT + (step / steps) * plotWidth();
  const atY = (value: number) => bottom - (value / top) * PLOT_HEIGHT;
  return [
    text(LEFT, y + 20, title, 'start'),
    ...[0, top / 2, top].flatMap((value) => [
      `<path d="M${LEFT} ${atY(value)}H${LEFT + plotWidth()}" stroke="#d4d4d8"/>`,
      text(LEFT - 6, atY(value) + 4, String(value), 'end'),
    ]),
    text(LEFT, bottom + 16, '0', 'middle'),
    text(atX(steps), bottom + 16, String(steps + 1), 'middle'),
    ...lines.flatMap(({ name, values }, index) => {
      const colour = COLOURS[index % COLOURS.length] ?? '#000000';
      const points = values
        .map((value, step) => ({ value, step }))
        .filter(({ value }) => Number.isFinite(value))
        .map(({ value, step }) => `${atX(step).toFixed(1)},${atY(value).toFixed(1)}`);
      return [
        `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/>`,
        text(LEFT + plotWidth() + 8, bottom - 100 + index * 18, name, 'start', colour),
      ];
    }),
  ];
}

type Anchor = 'start' | 'middle' | 'end';

function text(x: number, y: number, content: string, anchor: Anchor, colour = '#3f3f46'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${content}</text>`;
}

function plotWidth(): number {
  return WIDTH - LEFT - RIGHT;
}

/** The next number that starts with 1, 2 or 5, or is ten times one. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}
