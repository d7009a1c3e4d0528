import { type Cluster, readCluster } from '../storage/engine/postgres/read-cluster.ts';
import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'clock';
const MOST_MS = 1_000;

/** This machine's clock against the database's: locks end by the clocks of nodes. */
export async function checkClock({ postgres }: Pick<Scene, 'postgres'>): Promise<Finding[]> {
  const session = postgres?.sessions?.[0];
  return session === undefined ? [] : [judgeClock(await readCluster(session))];
}

export function judgeClock({
  clockAheadMs,
  clockErrorMs,
}: Pick<Cluster, 'clockAheadMs' | 'clockErrorMs'>): Finding {
  const way = clockAheadMs < 0 ? 'ahead of' : 'behind';
  const looked = `this machine is ${Math.abs(clockAheadMs)} ms ${way} the database, give or take ${clockErrorMs}`;
  if (Math.abs(clockAheadMs) - clockErrorMs <= MOST_MS) return ok(NAME, looked);
  const todo =
    'Set both by NTP: locks end by the clocks of nodes, and one that is ahead ends them early.';
  return warning(NAME, looked, todo);
}
