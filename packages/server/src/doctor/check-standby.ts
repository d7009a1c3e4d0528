import { type Cluster, readCluster } from '../storage/engine/postgres/read-cluster.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'standby';

/** Whether a guess survives the loss of the primary's machine. */
export async function checkStandby({ postgres }: Pick<Scene, 'postgres'>): Promise<Finding[]> {
  const session = postgres?.sessions?.[0];
  return session === undefined ? [] : [judgeStandby(await readCluster(session))];
}

/** A failover to a standby that was behind takes back the last charges: guesses for free. */
export function judgeStandby(cluster: Cluster): Finding {
  const { synchronousStandbyNames: names, standbys, synchronousStandbys } = cluster;
  const set = names !== '';
  const looked = `${standbys} attached, synchronous_standby_names ${set ? `'${names}'` : 'empty'}`;
  if (standbys === 0 && set) {
    const todo = 'Commits wait for a standby that is not there: start it, or mend its name.';
    return problem(NAME, looked, todo);
  }
  if (standbys === 0) {
    const todo =
      'The data is on one machine. Attach a synchronous standby, or accept that its loss is the loss of all PINs.';
    return warning(NAME, looked, todo);
  }
  if (!set) {
    const todo =
      'A failover would hand guesses back and lose changed PINs: set synchronous_standby_names (Patroni: synchronous_mode: true), or never promote.';
    return problem(NAME, looked, todo);
  }
  if (synchronousStandbys === null) {
    const todo = 'GRANT pg_monitor to the role of the server, and ask again, to see what they are.';
    return warning(NAME, `${looked}; this role may not see more`, todo);
  }
  if (synchronousStandbys === 0) {
    const todo = 'None of those attached is the one commits wait for: mend its application_name.';
    return problem(NAME, looked, todo);
  }
  return ok(NAME, `${looked}, ${synchronousStandbys} synchronous`);
}
