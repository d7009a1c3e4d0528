import { describe, expect, it } from 'vitest';
import { parseOtlpUrl, parseShare } from './parse-traces.ts';

describe('where traces go', () => {
  it.each([
    ['', ''],
    ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/v1/traces'],
    ['https://otel.example/', 'https://otel.example/v1/traces'],
    ['https://otel.example/tenant/traces', 'https://otel.example/tenant/traces'],
  ])('%j is %j', (text, url) => {
    expect(parseOtlpUrl(text)).toBe(url);
  });

  it.each(['otel:4318', 'grpc://otel:4317', 'http://user:key@otel:4318', 'http://otel/?key=1'])(
    'refuses %s',
    (text) => {
      expect(() => parseOtlpUrl(text)).toThrow('must be');
    },
  );
});

describe('the share of requests that are traced', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['0.05', 0.05],
    ['.5', 0.5],
    ['1.0', 1],
  ])('%j is %d', (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it.each(['', '2', '-1', '1.5', '5%', '1e-3', 'NaN'])('refuses %j', (text) => {
    expect(() => parseShare(text)).toThrow('from 0 to 1');
  });
});
