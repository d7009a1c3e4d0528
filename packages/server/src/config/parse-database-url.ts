/** Where the data is: in the data directory, or in a PostgreSQL that has one of these addresses. */
export type Database =
  | { readonly engine: 'sqlite' }
  | { readonly engine: 'postgres'; readonly addresses: readonly string[] };

const POSTGRES = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^@/?#]+)(\/[^?#/]+(?:\?[^#]*)?)$/;

/**
 * Reads `sqlite:` (or nothing), or a PostgreSQL URL. Its host may be a list, as libpq has it: all
 * are tried in turn until one takes writes.
 */
export function parseDatabaseUrl(text: string): Database {
  if (text === '' || text === 'sqlite:') return { engine: 'sqlite' };
  const [, scheme = '', hosts = '', rest = ''] = POSTGRES.exec(text) ?? [];
  const addresses = hosts.split(',').map((host) => `${scheme}${host}${rest}`);
  if (hosts !== '' && addresses.every((address) => URL.canParse(address))) {
    return { engine: 'postgres', addresses };
  }
  throw new Error('must be sqlite: or postgres://user:password@host:5432/name');
}
