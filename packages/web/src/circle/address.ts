import { textOf } from './untrusted.ts';

const ADDRESS_MAX = 2048;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** An address of the app's that a visitor may follow: over HTTPS and nothing else. */
export function readLink(value: unknown): string | undefined {
  const url = parse(value);
  return url?.protocol === 'https:' ? url.href : undefined;
}

/** An image of the app's. On a developer's machine it may come from that machine. */
export function readImageAddress(value: unknown, ourHost: string): string | undefined {
  const url = parse(value);
  const local = url?.protocol === 'http:' && LOOPBACK.test(url.hostname) && LOOPBACK.test(ourHost);
  return local ? url.href : readLink(value);
}

function parse(value: unknown): URL | undefined {
  const text = textOf(value, ADDRESS_MAX);
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}
