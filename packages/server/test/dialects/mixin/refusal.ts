import { expect } from 'vitest';
import type { WireAnswer } from './signer.ts';

/** The form every refusal has; answers its code. */
export function refusalCode({
  status,
  headers,
  text,
  error,
  ...rest
}: WireAnswer): number | undefined {
  expect(status).toBe(202);
  expect(Object.keys(JSON.parse(text))).toEqual(['error']);
  const { extra, ...told } = error ?? {};
  expect(told).toEqual({
    ...{ status: 202, code: expect.any(Number) },
    description: expect.stringMatching(/^[A-Z][A-Za-z ]+\.$/),
  });
  if (extra !== undefined) expect(extra).toEqual(expect.any(Object));
  expect(text).not.toMatch(/\bat .+:\d+|\.ts\b|node_modules|sqlite|\/work\//i);
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-server-time')).toMatch(/^1\d{18}$/);
  expect(headers.get('content-type')).toContain('application/json');
  expect(rest.data).toBeUndefined();
  return error?.code;
}
