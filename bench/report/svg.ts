type Anchor = 'start' | 'middle' | 'end';

export interface Text {
  readonly x: number;
  readonly y: number;
  readonly content: string;
  readonly anchor: Anchor;
  readonly colour?: string;
}

/** A picture that reads on light and dark pages. */
export function drawing(
  title: string,
  size: { readonly width: number; readonly height: number },
  content: readonly string[],
): string {
  const { width, height } = size;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"`,
    '  font-family="sans-serif" font-size="12">',
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...content,
    '</svg>\n',
  ].join('\n');
}

export function text({ x, y, content, anchor, colour = '#3f3f46' }: Text): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${content}</text>`;
}
