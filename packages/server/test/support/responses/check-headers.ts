/** What an answer says about itself, by header name in small letters. */
export interface SentHeaders {
  readonly method: string;
  /** The router's pattern; `undefined` where nothing is mounted. */
  readonly pattern: string | undefined;
  readonly status: number;
  readonly hasBody: boolean;
  readonly header: (name: string) => string;
}

/** Files that are the same for everybody, and the description of the API. */
const KEPT = /^(?:\/[\w-]+)?\/(?:assets|theme)\/|\/openapi\.json$/;
/** Whose submission was taken is sent to the page that says so. */
const REDIRECTING = /^\/c\//;
const TEXT = /^text\/|[+/]xml$/;
const COOKIE = /; Path=\/; HttpOnly; SameSite=Strict(?:; Secure|; Max-Age=0)*$/;

/**
 * The first thing that an answer of ours lacks among what all have to say to browsers and caches, in one
 * line that repeats no value; `null`: nothing.
 */
export function checkHeaders(sent: SentHeaders): string | null {
  const missing = lacking(sent);
  return (
    missing && `${sent.method} ${sent.pattern ?? 'nowhere'} answered ${sent.status} ${missing}`
  );
}

function lacking({ pattern = '', status, hasBody, header }: SentHeaders): string | null {
  const type = header('content-type');
  if (header('x-content-type-options') !== 'nosniff') return 'without nosniff';
  const policy = header('content-security-policy');
  if (!/(?:^|; )frame-ancestors /.test(policy)) return 'without saying who may frame it';
  if (!/(?:^|; )default-src 'none'/.test(policy)) return 'without a policy that allows nothing';
  if (!KEPT.test(pattern) && header('cache-control') !== 'no-store') return 'without no-store';
  if (hasBody && type === '') return 'without a type';
  const bare = type.replace(/;.*/, '').trim();
  if (TEXT.test(bare) && !/; *charset=utf-8/.test(type)) return 'without a charset';
  if (bare === 'text/html' && header('referrer-policy') !== 'no-referrer') return 'with a referrer';
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect && !REDIRECTING.test(pattern)) return 'which leads elsewhere';
  const cookie = header('set-cookie');
  if (cookie !== '' && !COOKIE.test(cookie)) return 'with a cookie that is not shut off';
  if (header('access-control-allow-origin') !== '') return 'which other origins may read';
  return null;
}
