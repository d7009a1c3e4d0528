/** What a file of a kind begins with. */
const BEGINS: Readonly<Record<string, (text: string) => boolean>> = {
  png: (text) => text.startsWith('\x89PNG\r\n\x1a\n'),
  jpeg: (text) => text.startsWith('\xff\xd8\xff'),
  webp: (text) => text.startsWith('RIFF') && text.startsWith('WEBP', 8),
  'svg+xml': (text) => DRAWING.test(text),
};
const DRAWING = /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<svg[\s>]/;
const DATA = /^data:image\/(png|jpeg|webp|svg\+xml);base64,([A-Za-z0-9+/]+={0,2})$/;
/** What a drawing does not need. An image of a page runs none of it; opened by itself it might. */
const ALIVE = /<script|<foreignobject|<iframe|<!entity|<!doctype|\son[a-z]+\s*=|javascript:/i;

/** Whether a data URL holds what its type says, and no drawing that would do more than be seen. */
export function isLogo(url: string): boolean {
  const [, kind = '', content = ''] = DATA.exec(url) ?? [];
  const bytes = Buffer.from(content, 'base64').toString('latin1');
  return BEGINS[kind]?.(bytes) === true && !(kind === 'svg+xml' && ALIVE.test(bytes));
}
