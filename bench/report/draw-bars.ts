import { drawing, text } from './svg.ts';

export interface BarPanel {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

const WIDTH = 720;
const NAME_WIDTH = 310;
const VALUE_WIDTH = 50;
const ROW_HEIGHT = 24;
const BAR_HEIGHT = 14;
const TITLE_HEIGHT = 36;
const GAP = 12;
const COLOURS = { first: '#c2410c', others: '#1d4ed8' };

/** Horizontal bars with their numbers; the first of each panel is what it is about. */
export function drawBars(title: string, panels: readonly BarPanel[]): string {
  let y = 0;
  const content = panels.flatMap((panel) => {
    const top = y;
    y += TITLE_HEIGHT + panel.bars.length * ROW_HEIGHT + GAP;
    return drawPanel(panel, top);
  });
  return drawing(title, { width: WIDTH, height: y }, content);
}

function drawPanel({ title, bars }: BarPanel, top: number): readonly string[] {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const room = WIDTH - NAME_WIDTH - VALUE_WIDTH;
  return [
    text({ x: 16, y: top + 22, content: title, anchor: 'start' }),
    ...bars.flatMap(({ name, value }, at) => {
      const y = top + TITLE_HEIGHT + at * ROW_HEIGHT;
      const width = ((value / most) * room).toFixed(1);
      const colour = at === 0 ? COLOURS.first : COLOURS.others;
      const shown = Math.round(value).toLocaleString('en-US');
      const end = NAME_WIDTH + Number(width) + 6;
      return [
        text({ x: NAME_WIDTH - 8, y: y + BAR_HEIGHT - 3, content: name, anchor: 'end' }),
        `<rect x="${NAME_WIDTH}" y="${y}" width="${width}" height="${BAR_HEIGHT}" fill="${colour}"/>`,
        text({ x: end, y: y + BAR_HEIGHT - 3, content: shown, anchor: 'start' }),
      ];
    }),
  ];
}
