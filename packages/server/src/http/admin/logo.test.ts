import { describe, expect, it } from 'vitest';
import { isLogo } from './logo.ts';

const url = (kind: string, content: string) =>
  `data:image/${kind};base64,${Buffer.from(content, 'latin1').toString('base64')}`;
const svg = (inside: string) =>
  url('svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`);

describe('a logo', () => {
  it.each([
    ['a PNG', url('png', '\x89PNG\r\n\x1a\n...')],
    ['a JPEG', url('jpeg', '\xff\xd8\xff\xe0')],
    ['a WebP', url('webp', 'RIFF\x10\x00\x00\x00WEBPVP8 ')],
    ['a drawing', svg('<path d="M0 0h1v1z"/>')],
    [
      'a drawing behind its heads',
      url('svg+xml', '<?xml version="1.0"?>\n<!-- ours -->\n<svg></svg>'),
    ],
  ])('is %s', (_what, given) => {
    expect(isLogo(given)).toBe(true);
  });

  it.each([
    ['another type than its name says', url('png', '\xff\xd8\xff\xe0')],
    ['a page', url('svg+xml', '<!doctype html><svg></svg>')],
    ['a page named as an image', url('jpeg', '<html>')],
    ['no image type', url('gif', 'GIF89a')],
    ['text that is no base64', 'data:image/png;base64,iVBO*'],
    ['an address', 'https://app.example/logo.png'],
    ['a drawing with a script', svg('<script>alert(1)</script>')],
    ['a drawing with a page in it', svg('<foreignObject><p/></foreignObject>')],
    ['a drawing that does something', svg('<rect onload = "alert(1)"/>')],
    ['a drawing with a link that runs', svg('<a href="javascript:alert(1)"/>')],
    ['a drawing with entities', url('svg+xml', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')],
  ])('is not %s', (_what, given) => {
    expect(isLogo(given)).toBe(false);
  });
});
