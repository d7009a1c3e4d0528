import { describe, expect, it } from 'vitest';
import { algorithmFor } from './keystore-clients.ts';

describe('the kind of key', () => {
  it.each([
    [undefined, undefined, 'ed25519'],
    [undefined, 'rsa', 'rsa'],
    ['official7App', undefined, 'ed25519'],
    ['community3', undefined, 'ed25519'],
    ['community3', 'rsa', 'rsa'],
    ['community1', undefined, 'rsa'],
  ] as const)('of %s, wanted %s, is %s', (client, wanted, expected) => {
    expect(algorithmFor(client, wanted)).toBe(expected);
  });

  it('is refused to a client that cannot sign with it, before a key is made', () => {
    expect(() => algorithmFor('official7App', 'rsa')).toThrow('Leave --algorithm out');
    expect(() => algorithmFor('community1', 'ed25519')).toThrow('choose one of official7App');
    expect(() => algorithmFor('official8', undefined)).toThrow('There is no client "official8"');
  });
});
