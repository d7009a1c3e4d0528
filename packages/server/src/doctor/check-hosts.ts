import type { HostLook } from '../storage/engine/postgres/look-at-postgres.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'database';

/** Which database there is, and whether it takes writes. */
export async function checkHosts({ postgres, look, dataDir }: Scene): Promise<Finding[]> {
  if (postgres !== null) return judgeHosts(postgres.hosts);
  const looked = look === null ? 'embedded, not there yet' : `embedded, in ${dataDir}`;
  return [ok(NAME, looked)];
}

/** One has to take writes; the others are for when that one is gone. */
export function judgeHosts(hosts: readonly HostLook[]): Finding[] {
  const works = hosts.some(({ answers }) => answers === 'writes');
  return hosts.map(({ host, answers, reason }) => {
    if (answers === 'writes') return ok(NAME, `${host} takes writes`);
    if (answers === 'not') {
      const looked = `${host} does not answer: ${reason}`;
      const todo = 'Start it, or correct PINTUMBLER_DATABASE_URL: address, user, password, TLS.';
      return works ? warning(NAME, looked, todo) : problem(NAME, looked, todo);
    }
    if (works) return ok(NAME, `${host} only reads: a standby`);
    const todo = 'Promote it, or name the primary too in PINTUMBLER_DATABASE_URL.';
    return problem(NAME, `${host} only reads, and no other host takes writes`, todo);
  });
}
