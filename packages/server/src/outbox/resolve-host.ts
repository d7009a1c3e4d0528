import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { isLocalName } from './receiver-address.ts';

const HOSTS_FILE = '/etc/hosts';
const QUERY = { timeout: 2_500, tries: 2 };

/** The IP addresses of a host, at least one. Rejects with a code of `node:dns`. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/**
 * Asks the name servers of the system, after its hosts file. Not `dns.lookup`: that waits in one
 * of the few threads all of the process shares, and two receivers whose name servers are dead would
 * keep the names of all others from being looked up.
 */
export const resolveHost: ResolveHost = async (host) => {
  if (isIP(host) !== 0) return [host];
  if (isLocalName(host)) return ['127.0.0.1', '::1'];
  const known = addressesIn(await readFile(HOSTS_FILE, 'utf8').catch(() => ''), host);
  if (known.length > 0) return known;
  const resolver = new Resolver(QUERY);
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [first] = answers;
  if (found.length === 0 && first.status === 'rejected') throw first.reason;
  return found;
};

/** What a hosts file (`address name name # comment`) says about a name. */
export function addressesIn(hostsFile: string, host: string): readonly string[] {
  return hostsFile.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const isNamed = names.some((name) => name.toLowerCase() === host);
    return isNamed && isIP(address) !== 0 ? [address] : [];
  });
}
