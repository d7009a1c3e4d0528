const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The address of a hosted page, checked: it came over the network, and a frame or a window would run
 * whatever it holds. Throws for anything but `https` (or `http` on this machine) at the origin expected.
 */
export function padAddress(text: string, padOrigin: string | undefined): URL {
  const url = new URL(text);
  const local = url.protocol === 'http:' && LOCAL.includes(url.hostname);
  if (url.protocol !== 'https:' && !local) throw new Error('The address of a PIN page is https.');
  if (padOrigin !== undefined && url.origin !== padOrigin) {
    throw new Error('The address leads to another origin than padOrigin. Nothing was opened.');
  }
  return url;
}
