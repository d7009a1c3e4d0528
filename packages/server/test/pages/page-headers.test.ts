import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
const HTML = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

describe('every page', () => {
  it.each([
    ['baseUrl', '/', 200],
    ['baseUrl', '/dev/inbox', 200],
    ['baseUrl', '/docs/faults', 200],
    ['baseUrl', '/nothing-here', 404],
    ['padUrl', '/', 200],
    ['padUrl', '/nothing-here', 404],
  ] as const)('at %s%s lets nothing foreign in and is not kept', async (origin, path, status) => {
    const response = await fetch(`${server[origin]}${path}`, HTML);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const directive of POLICY) expect(policy).toContain(directive);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await response.text();
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).not.toMatch(/<(input|form|textarea)|\son[a-z]+=|\sstyle=/);
  });

  it('links to styles that may be kept for ever, on both origins', async () => {
    for (const origin of [server.baseUrl, server.padUrl]) {
      const text = await (await fetch(origin)).text();
      const [, theme] = /<link rel="stylesheet" href="([^"]+)">/.exec(text) ?? [];
      const response = await fetch(`${origin}${theme}`);
      expect(response.status, 'run npm run build first').toBe(200);
      expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(theme).toMatch(/-[\w-]{8}\.css$/);
    }
  });
});

describe('an unknown address', () => {
  it('stays a problem for programs', async () => {
    const { status, headers, body } = await server.call('GET', '/nothing-here');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body['code']).toBe('route_not_found');
  });

  it('below a dialect is told in that form even to browsers', async () => {
    const { body } = await server.call('GET', '/v1/nothing-here', undefined, HTML.headers);
    expect(body['code']).toBe('route_not_found');
  });

  it('is not repeated in the page', async () => {
    const response = await fetch(`${server.baseUrl}/<script>alert(1)</script>`, HTML);
    expect(await response.text()).not.toContain('alert(1)');
  });
});
