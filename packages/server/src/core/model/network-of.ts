/**
 * What counts as one source: an address of IPv4, or a whole /64 of IPv6, since one household or
 * machine holds that and could ask from each address of it. IPv4 inside of IPv6 is IPv4, a zone says
 * nothing, and however an address is spelled it is one.
 */
export function networkOf(source: string): string {
  if (!source.includes(':')) return source;
  const groups = groupsOf(source.toLowerCase().replace(/%.*$/s, ''));
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  return isMapped ? dotted(groups[6], groups[7]) : `${groups.slice(0, 4).join(':')}::/64`;
}

/** Eight groups without leading zeros. What is no address becomes something, the same each time. */
function groupsOf(address: string): readonly string[] {
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_whole, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [left = '', right = ''] = text.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === '' ? [] : right.split(':');
  const zeros = text.includes('::') ? Math.max(0, 8 - head.length - tail.length) : 0;
  const all = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return all.map((group) => group.replace(/^0+(?=.)/, ''));
}

function dotted(high = '0', low = '0'): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
