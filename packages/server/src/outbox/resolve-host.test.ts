import { describe, expect, it } from 'vitest';
import { addressesIn, resolveHost } from './resolve-host.ts';

describe('a host', () => {
  it('that is an address, or this machine, is not looked up', async () => {
    expect(await resolveHost('2606:4700::1111')).toEqual(['2606:4700::1111']);
    expect(await resolveHost('api.localhost')).toEqual(['127.0.0.1', '::1']);
  });

  it('is found in a hosts file under any of its names', () => {
    const file = [
      '# local names',
      '10.0.0.7\tHooks.example hooks  # ours',
      '#10.0.0.8 hooks',
      'fd00::7 hooks.example',
      'nonsense hooks.example',
      '',
    ].join('\n');
    expect(addressesIn(file, 'hooks.example')).toEqual(['10.0.0.7', 'fd00::7']);
    expect(addressesIn(file, 'hooks')).toEqual(['10.0.0.7']);
    expect(addressesIn(file, 'ours')).toEqual([]);
  });
});
