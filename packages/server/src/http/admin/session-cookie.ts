import type { WireRequest } from '../../dialects/dialect.ts';
import type { CookieForm } from './console-place.ts';

const TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

/**
 * The token of the session a browser sends; `undefined` without one. Of two cookies of one name, as
 * somebody on a neighbouring host may have planted, neither counts.
 */
export function readSessionToken(
  { headers }: Pick<WireRequest, 'headers'>,
  { name }: CookieForm,
): string | undefined {
  const values = (headers['cookie'] ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [token, ...more] = values;
  return token !== undefined && more.length === 0 && TOKEN.test(token) ? token : undefined;
}

/** Until the browser is closed; the server ends it earlier. */
export function setSession({ name, attributes }: CookieForm, token: string) {
  return { 'set-cookie': `${name}=${token}; ${attributes}` };
}

export function clearSession({ name, attributes }: CookieForm) {
  return { 'set-cookie': `${name}=; ${attributes}; Max-Age=0` };
}
