import type { Figures } from '../server/messages.ts';
import type { BenchServer } from '../server/start-server.ts';
import { type ClosedLoop, closedLoop } from './closed-loop.ts';

/** A run, and what it cost the server. */
export interface WatchedRun {
  readonly rate: number;
  /** Per second. */
  readonly commits: number;
  /** For one answer. */
  readonly cpuUs: number;
}

type Edge = Figures & { readonly at: number };

/** A closed loop with an eye on the server's own figures over the measured time. */
export async function watchedLoop(
  server: Pick<BenchServer, 'figures'>,
  load: Omit<ClosedLoop, 'atEdge'>,
): Promise<WatchedRun> {
  const edges: Edge[] = [];
  const atEdge = async () => {
    edges.push({ ...(await server.figures()), at: performance.now() });
  };
  const rate = await closedLoop({ ...load, atEdge });
  const [before, after] = edges;
  if (before === undefined || after === undefined) throw new Error('the run had no two edges');
  const seconds = (after.at - before.at) / 1000;
  return {
    rate,
    commits: (after.commits - before.commits) / seconds,
    cpuUs: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / (rate * seconds),
  };
}
