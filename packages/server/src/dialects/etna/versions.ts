import type { Method, OpenRoute, Route, WireRequest, WireResponse } from '../dialect.ts';
import { notFound } from './render-fault.ts';

/** The number is `1.0` on newer pages and `1` in older tables (etna 1). */
const VERSIONS = ['1.0', '1'] as const;
const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const API = '/api';
const VERSION = /\/api\/v([0-9]{1,3}(?:\.[0-9]{1,3})?)\//;

type Place = Pick<Route, 'path' | 'method'>;

/** Calls under both spellings of the version there is. */
export function withVersions(calls: readonly Route[]): readonly Route[] {
  return calls.flatMap((call) =>
    VERSIONS.map((version) => ({
      ...call,
      path: `${API}/v${version}${call.path}`,
      ...(version !== VERSIONS[0] && { aliasOf: `${API}/v${VERSIONS[0]}${call.path}` }),
      ...(call.aliasOf !== undefined && { aliasOf: `${API}/v${VERSIONS[0]}${call.aliasOf}` }),
    })),
  );
}

export function withoutVersion(calls: readonly Route[]): readonly Route[] {
  return calls.map((call) => ({ ...call, path: `${API}${call.path}` }));
}

/** Answers what no call is there for: another method, another version, another address. */
export function otherwise(calls: readonly Place[]): readonly OpenRoute[] {
  const known = [...Map.groupBy(calls, ({ path }) => path)].map(([path, places]) => ({
    pattern: patternOf(path),
    allowed: places.map(({ method }) => method),
  }));
  const handle = (request: WireRequest) => {
    const path = pathOf(request.address);
    const allowed = known.find(({ pattern }) => pattern.test(path))?.allowed;
    return allowed === undefined ? refuseAddress(request) : refuseMethod(request, allowed);
  };
  // One route a method: one for each wrong method of each call would be two hundred of them.
  const summary = 'Refuse a method, version or address that is not there';
  return METHODS.map((method) => ({
    ...{ method, path: '/*', summary, handle, shape: { answers: {} } },
    // No call of its own, and none to look up.
    aliasOf: '',
  }));
}

/** Below the mount, which is not there under a host name of the wire's own. */
function pathOf(address: string): string {
  const path = address.replace(/[?#].*$/, '');
  return path.slice(Math.max(0, path.indexOf(`${API}/`)));
}

function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part)));
  return new RegExp(`^${parts.join('/')}$`);
}

/** The documented answer to a wrong method talks of versions, also where there is none (etna 6). */
function refuseMethod({ method, address }: WireRequest, allowed: readonly Method[]): WireResponse {
  const version = VERSION.exec(address)?.[1] ?? VERSIONS[0];
  const rule = `with API version '${version}' does not support HTTP method '${method}'.`;
  const headers = { allow: allowed.join(', ') };
  return { ...unsupported(405, `The requested resource ${rule}`), headers };
}

function refuseAddress({ address }: WireRequest): WireResponse {
  const version = VERSION.exec(address)?.[1];
  const isKnown = VERSIONS.some((known) => known === version);
  if (version === undefined || isKnown) return notFound(address);
  return unsupported(400, `The requested resource does not support API version '${version}'.`);
}

function unsupported(status: number, message: string): WireResponse {
  return { status, body: { Error: { Code: 'UnsupportedApiVersion', Message: message } } };
}
