const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The public origin of the console; empty: where the server listens. Over plain HTTP the session of an
 * operator could be read on its way, so that is for this machine only.
 */
export function parseConsoleUrl(text: string): string {
  if (text === '') return text;
  const url = URL.parse(text);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url?.origin === text && isSafe) return text;
  throw new Error('must be an origin such as https://pin-admin.example.com, without a path');
}
