import { type Cluster, readCluster } from '../storage/engine/postgres/read-cluster.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'connections';

/** Sessions of a node that read. */
const READERS = 2;

/** Whether this node's sessions find room. */
export async function checkConnections({ postgres, config }: Scene): Promise<Finding[]> {
  const session = postgres?.sessions?.[0];
  if (session === undefined) return [];
  return [judgeConnections(await readCluster(session), config.databaseConnections + READERS)];
}

/** `wanted`: sessions of one node. A running node is among the open ones. */
export function judgeConnections(cluster: Cluster, wanted: number): Finding {
  const most = cluster.connectionsMax - cluster.connectionsReserved;
  const looked = `${wanted} for a node, ${cluster.connectionsOpen} open, at most ${most}`;
  if (wanted > most) {
    const todo = 'Raise max_connections, or lower PINTUMBLER_DATABASE_CONNECTIONS.';
    return problem(NAME, looked, todo);
  }
  if (cluster.connectionsOpen + wanted <= most) return ok(NAME, looked);
  const todo =
    'Another node would find no room: raise max_connections, or put a pooler in between.';
  return warning(NAME, looked, todo);
}
