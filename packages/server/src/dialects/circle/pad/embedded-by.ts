import type { WireRequest } from '../../dialect.ts';

/** The origin the SDK puts into the address of the page, `?origin=https://app.example` (w3s 8.1). */
export function embeddedBy({ query }: WireRequest): string | null {
  const { origin } = query;
  return isBareOrigin(origin) ? origin : null;
}

/** Scheme, host and port and nothing else, written as a browser writes it. */
export function isBareOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, origin } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && origin === value;
}
