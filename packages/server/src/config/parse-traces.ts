const TRACES_PATH = '/v1/traces';

/** Where traces are posted to; the path that OTLP has for them unless one is given. */
export function parseOtlpUrl(text: string): string {
  if (text === '') return text;
  const url = URL.parse(text);
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!isHttp || url.username + url.password + url.search + url.hash !== '') {
    throw new Error('must be http://host:4318 or https://..., without credentials or a query');
  }
  if (url.pathname === '/') url.pathname = TRACES_PATH;
  return url.href;
}

export function parseShare(text: string): number {
  const share = Number(text);
  if (/^(?:0|1|0?\.[0-9]+|1\.0+)$/.test(text) && share <= 1) return share;
  throw new Error('must be a number from 0 to 1, such as 0.05');
}
