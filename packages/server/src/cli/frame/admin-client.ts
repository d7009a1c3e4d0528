import { type AdminAnswer, type AdminApi, askAdmin, noServer, sendToAdmin } from './admin-api.ts';
import { Refusal } from './refusal.ts';
import { UsageError } from './usage-error.ts';

export type Body = AdminAnswer['body'];
export type Row = Readonly<Record<string, unknown>>;
export type Query = Readonly<Record<string, string | number | undefined>>;

/** The admin API, call by call. A refusal of the server is thrown as a {@link Refusal}. */
export interface AdminClient {
  get(path: string, query?: Query): Promise<Body>;
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<Body>;
  /** A text that may be longer than fits in memory. */
  stream(path: string, query?: Query): Promise<AsyncIterable<Uint8Array>>;
}

export function createAdminClient(api: AdminApi): AdminClient {
  return {
    async get(path, query = {}) {
      return accept(api, await askAdmin(api, { method: 'GET', path: `${path}${search(query)}` }));
    },
    async send(method, path, body) {
      return accept(api, await askAdmin(api, { method, path, ...(body && { body }) }));
    },
    async stream(path, query = {}) {
      const response = await sendToAdmin(api, { method: 'GET', path: `${path}${search(query)}` });
      if (response.ok && response.body !== null) return response.body;
      const body: unknown = await response.json().catch(() => ({}));
      return accept(api, { status: response.status, body: body as Body }) as never;
    },
  };
}

/** A part of a path: what would be read as another path (RFC 3986, 5.2.4) is nobody's name. */
export function segment(name: string): string {
  if (/^\.{0,2}$/.test(name)) throw new UsageError(`"${name}" is no name of anything.`);
  return encodeURIComponent(name);
}

/** The list an answer holds under a name. */
export function rowsOf(body: Body, name: string): readonly Row[] {
  const rows = body[name];
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

function search(query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) given.set(name, String(value));
  }
  return given.size === 0 ? '' : `?${given}`;
}

function accept(api: AdminApi, { status, body }: AdminAnswer): Body {
  if (status >= 200 && status < 300) return body;
  const { code, detail, requestId } = body;
  if (typeof code !== 'string' || typeof detail !== 'string') throw noServer(api);
  const quoted = typeof requestId === 'string' ? { requestId } : {};
  const problem = { code, status, ...quoted };
  if (code === 'route_not_found') {
    const advice = 'This server does not know this call: it may be of another version.';
    throw new Refusal({ ...problem, detail: advice });
  }
  if (code !== 'unauthenticated') throw new Refusal({ ...problem, detail });
  const advice =
    `The server at ${api.url} has another admin key. Give its own in PINTUMBLER_ADMIN_KEY or ` +
    "PINTUMBLER_ADMIN_KEY_FILE, or name the server's data directory with --data-dir.";
  throw new Refusal({ ...problem, detail: advice });
}
