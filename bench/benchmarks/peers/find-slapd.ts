import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Slapd {
  readonly slapd: string;
  readonly version: string;
  /** Where its modules and schema files are. */
  readonly modules: string;
  readonly schema: string;
}

const PLACES = {
  programs: ['/usr/sbin', '/usr/libexec'],
  modules: '/usr/lib/ldap',
  schema: '/etc/ldap/schema',
};

/** The OpenLDAP of Debian and its like, or `undefined` without it or its Argon2 module. */
export function findSlapd(): Slapd | undefined {
  const { modules, schema } = PLACES;
  const slapd = PLACES.programs.map((place) => join(place, 'slapd')).find(existsSync);
  const needed = [join(modules, 'argon2.so'), join(schema, 'core.schema')];
  if (slapd === undefined || !needed.every(existsSync)) return undefined;
  const { stderr } = spawnSync(slapd, ['-VV'], { encoding: 'utf8' });
  return { slapd, version: /slapd (\d[\d.]*)/.exec(stderr)?.[1] ?? '', modules, schema };
}
