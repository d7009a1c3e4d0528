const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  open: 'M6 9.5l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  error: 'M12 7.5v6M12 17v.1M12 3.2a8.8 8.8 0 1 0 0 17.6a8.8 8.8 0 1 0 0-17.6',
  // Our mark: the pins of a tumbler lock, the gaps between them in line.
  lock: 'M4 4v4m5.3-4v4m5.4-4v4M20 4v4M4 13v3m5.3-3v7m5.4-7v1.5M20 13v5',
} as const;

/** Decoration: whatever has an icon has a text too. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
