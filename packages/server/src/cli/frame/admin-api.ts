import { existsSync } from 'node:fs';
import { DataDir } from '../../config/data-dir.ts';
import type { Config } from '../../config/settings.ts';

/** A running server, asked as its operator. */
export interface AdminApi {
  /** Origin of the server. */
  readonly url: string;
  readonly key: string;
}

export interface AdminAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface AdminRequest {
  readonly method: string;
  /** Below `/admin/v1`. */
  readonly path: string;
  readonly body?: object;
}

const ANSWER_MAX_MS = 30_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The server of this configuration, or the one at `url`. Throws when its key is not to be found. */
export function openAdminApi(config: Config, url = urlOf(config)): AdminApi {
  return { url: readOrigin(url), key: readAdminKey(config) };
}

/** Throws, in words that say what to do, when nobody answers or somebody who is no such server. */
export async function askAdmin(api: AdminApi, request: AdminRequest): Promise<AdminAnswer> {
  const response = await sendToAdmin(api, request, AbortSignal.timeout(ANSWER_MAX_MS));
  if (response.status === 204) return { status: 204, body: {} };
  const answer: unknown = await response.json().catch(() => undefined);
  if (typeof answer !== 'object' || answer === null) throw noServer(api);
  return { status: response.status, body: answer as AdminAnswer['body'] };
}

/** The answer as it comes in, for what is too long to be held; without a limit of time. */
export async function sendToAdmin(
  { url, key }: AdminApi,
  { method, path, body }: AdminRequest,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const text = body && JSON.stringify(body);
  return fetch(`${url}/admin/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(text !== undefined && { 'content-type': 'application/json' }),
    },
    ...(text !== undefined && { body: text }),
    // The key is for this server, not for wherever it might point.
    redirect: 'error',
    signal,
  }).catch((cause: unknown) => {
    const advice = 'Start it with pintumbler serve, or say where it is with --server.';
    throw new Error(`No server answers at ${url}. ${advice}`, { cause });
  });
}

/** What answers is something else. */
export function noServer({ url }: AdminApi): Error {
  return new Error(`What answers at ${url} is no Pintumbler server. Check --server.`);
}

/** Where a server with these settings is reached from this machine. */
function urlOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/** The admin key opens every tenant: it does not travel in clear through a network. */
function readOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`--server must be an address such as http://127.0.0.1:8080, not ${text}.`);
  }
  if (url.protocol === 'https:' || LOOPBACK.test(url.hostname)) return url.origin;
  throw new Error(
    `--server must be https for ${url.hostname}: the admin key would go there in clear.`,
  );
}

function readAdminKey({ adminKey, dataDir }: Config): string {
  if (adminKey !== '') return adminKey;
  // Made by looking, an empty directory would only hide a wrong path.
  const kept = existsSync(dataDir) ? new DataDir(dataDir).read('admin.key') : undefined;
  if (kept !== undefined) return kept.trim();
  throw new Error(
    `There is no admin key in ${dataDir}. Name the server's data directory with --data-dir, or give ` +
      'the key in PINTUMBLER_ADMIN_KEY or a file named by PINTUMBLER_ADMIN_KEY_FILE.',
  );
}
