import { describe, expect, it } from 'vitest';
import { epochPathOf } from './epoch-path.ts';
import { parseKeyring } from './parse-keyring.ts';

describe('where the epoch is kept', () => {
  it.each([
    [{ epochFile: '', keyring: '', dataDir: '/data' }, '/data/keyring.json.epoch'],
    [{ epochFile: '', keyring: '/keys/ring.json', dataDir: '/data' }, '/keys/ring.json.epoch'],
    [
      { epochFile: '', keyring: 'pkcs11:token=a;object=b?module-path=/m.so', dataDir: '/data' },
      '/data/keyring.epoch',
    ],
    [{ epochFile: '', keyring: 'env:', dataDir: '/data' }, '/data/keyring.epoch'],
    [{ epochFile: '/far/epoch', keyring: 'env:', dataDir: '/data' }, '/far/epoch'],
  ])('%o: %s', (config, path) => {
    expect(epochPathOf({ ...config, keyring: parseKeyring(config.keyring) })).toBe(path);
  });
});
