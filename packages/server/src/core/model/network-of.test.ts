import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

describe('what counts as one source', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:CB00:7109', '203.0.113.9'],
    ['0:0:0:0:0:ffff:cb00:7109', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is %s', (source, network) => {
    expect(networkOf(source)).toBe(network);
  });

  const group = fc.integer({ min: 0, max: 0xffff });
  const groups = fc.array(group, { minLength: 8, maxLength: 8 });

  it('is the same for every spelling of an address, zones and all, and for each address of a /64', () => {
    const spelled = fc.record({ groups, other: groups, zone: fc.string({ maxLength: 5 }) });
    fc.assert(
      fc.property(spelled, ({ groups: given, other, zone }) => {
        const plain = given.map((each) => each.toString(16)).join(':');
        const wide = given.map((each) => each.toString(16).padStart(4, '0')).join(':');
        const short = plain.replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
        const neighbour = [...given.slice(0, 4), ...other.slice(4)].map((each) =>
          each.toString(16),
        );
        const isMapped = given.slice(0, 5).every((each) => each === 0);
        const all = [plain, wide.toUpperCase(), short, `${plain}%${zone}`];
        if (!isMapped) all.push(neighbour.join(':'));
        expect(new Set(all.map(networkOf)).size).toBe(1);
      }),
    );
  });
});
