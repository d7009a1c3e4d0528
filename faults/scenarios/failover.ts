import { ReplicatedPostgres, type Replication } from '../postgres/cluster.ts';
import { type Findings, roundsOf, type Scenario, type Setting } from '../scenario.ts';
import { repeatRounds, runRound } from '../world/round.ts';
import { Tally } from '../world/tally.ts';
import { withWorld } from '../world/world.ts';

export const synchronousFailover: Scenario = {
  name: 'failover, synchronous standby',
  what: 'the primary is killed under load from two nodes and its standby is promoted',
  expect: 'nothing',
  run: (setting) => failOver(setting, 'synchronous', roundsOf(setting, 50, 1)),
};

export const asynchronousFailover: Scenario = {
  name: 'control: failover, asynchronous standby',
  what: 'the same with a standby that nobody waits for and that has fallen behind, and nodes that remember no generations',
  expect: 'violations',
  run: (setting) => failOver(setting, 'asynchronous', 3),
};

/** Answers the standby has not heard of: enough for the budget of whoever is guessed at. */
const BEHIND_BY = 25;

async function failOver(
  { binaries, say }: Setting,
  replication: Replication,
  rounds: number,
): Promise<Findings> {
  const tally = new Tally();
  const cluster = await ReplicatedPostgres.start(binaries, replication);
  const end = () => cluster.endNow();
  process.once('exit', end);
  try {
    await withWorld({ databaseUrl: cluster.url }, async (world) => {
      const behind = replication === 'asynchronous';
      // Nodes that saw what was lost refuse those rows, and hand nothing back.
      const how = behind ? ({ broken: 'remembers no generations' } as const) : {};
      const nodes = [await world.start('one', how), await world.start('two', how)] as const;
      const round = () =>
        runRound({
          ...{ world, tally },
          node: () => nodes[Math.random() < 0.5 ? 0 : 1],
          ...(behind && { prepare: () => cluster.holdBack(), afterAnswers: BEHIND_BY }),
          async breakThings() {
            await cluster.failOver();
            await cluster.addStandby();
          },
          mend: async () => undefined,
        });
      await repeatRounds(tally, { rounds, untilViolated: behind }, round, say);
      for (const node of nodes) await node.kill();
    });
  } finally {
    process.off('exit', end);
    cluster.endNow();
  }
  return tally.findings;
}
