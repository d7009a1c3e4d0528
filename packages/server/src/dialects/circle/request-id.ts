import type { WireRequest } from '../dialect.ts';

/** What a header may carry; a header cannot hold a line break. */
const VISIBLE = /^[\x20-\x7e]{1,128}$/;

/**
 * Whatever the caller sent as `X-Request-Id` comes back (w3s 2). The pipeline logs only harmless
 * ones under that name and makes one up for the rest; the answer names the caller's all the same.
 */
export function echoRequestId(headers: WireRequest['headers']): Readonly<Record<string, string>> {
  const given = headers['x-request-id'];
  return given !== undefined && VISIBLE.test(given) ? { 'x-request-id': given } : {};
}
