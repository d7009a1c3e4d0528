import { compileFailingSync } from '../disk/failing-sync.ts';
import { mountSmallDisk } from '../disk/small-disk.ts';
import type { FaultNode } from '../node/start-node.ts';
import { PostgresOnDisk } from '../postgres/postgres-on-disk.ts';
import { type Findings, roundsOf, type Scenario, type Setting } from '../scenario.ts';
import { repeatRounds, runRound } from '../world/round.ts';
import { Tally } from '../world/tally.ts';
import { type World, withWorld } from '../world/world.ts';

/** A disk that can be told to fail, and what runs on it. */
interface BrokenDisk {
  readonly fail: () => void;
  readonly heal: () => void;
  /** Where a node keeps its data; in the world's directory when absent. */
  readonly dataDir?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly postgres?: PostgresOnDisk;
}

export const fullDiskSqlite: Scenario = {
  name: 'full disk, SQLite',
  what: 'not a byte is left on the disk of the data directory, and then there is room again',
  expect: 'nothing',
  async run(setting) {
    const disk = mountSmallDisk(24);
    if (typeof disk === 'string') return disk;
    const { path, fill, free } = disk;
    const parts = { fail: fill, heal: free, dataDir: `${path}/data` };
    return onDisk(setting, parts).finally(disk.remove);
  },
};

export const fullDiskPostgres: Scenario = {
  name: 'full disk, PostgreSQL',
  what: 'the same with the disk of the database',
  expect: 'nothing',
  async run(setting) {
    const disk = mountSmallDisk(96);
    if (typeof disk === 'string') return disk;
    const { path, fill, free } = disk;
    const postgres = await PostgresOnDisk.start(setting.binaries, { folder: path });
    return onDisk(setting, { fail: fill, heal: free, postgres }).finally(disk.remove);
  },
};

export const failingSyncSqlite: Scenario = {
  name: 'EIO on fsync, SQLite',
  what: 'the disk says that it could not keep what was written',
  expect: 'nothing',
  async run(setting) {
    const sync = compileFailingSync();
    if (typeof sync === 'string') return sync;
    const { fail, heal, environment } = sync;
    return onDisk(setting, { fail, heal, environment }).finally(sync.remove);
  },
};

export const failingSyncPostgres: Scenario = {
  name: 'EIO on fsync, PostgreSQL',
  what: 'the same for the database, which ends itself then and has to be started again',
  expect: 'nothing',
  async run(setting) {
    const sync = compileFailingSync();
    if (typeof sync === 'string') return sync;
    const { fail, heal, environment } = sync;
    const postgres = await PostgresOnDisk.start(setting.binaries, { environment });
    return onDisk(setting, { fail, heal, postgres }).finally(sync.remove);
  },
};

async function onDisk(setting: Setting, disk: BrokenDisk): Promise<Findings> {
  const { fail, heal, dataDir, environment, postgres } = disk;
  const tally = new Tally();
  const database = postgres && { databaseUrl: postgres.url };
  const end = () => postgres?.endNow();
  process.once('exit', end);
  try {
    await withWorld(database ?? {}, async (world) => {
      const node = await world.start('one', dataDir ? { dataDir } : {}, environment);
      const round = () =>
        runRound({
          ...{ world, tally, node: () => node },
          async breakThings() {
            fail();
            await expectRefusals({ world, tally, node });
          },
          async mend() {
            heal();
            await postgres?.revive();
          },
        });
      await repeatRounds(tally, { rounds: roundsOf(setting, 10, 2) }, round, setting.say);
      await node.kill();
    });
  } finally {
    process.off('exit', end);
    heal();
    end();
  }
  return tally.findings;
}

const REFUSALS = 3;
const TRIES_MAX = 400;

/** Whoever calls is told that nothing can be saved and to come again, and nothing else. */
async function expectRefusals({
  world,
  tally,
  node,
}: {
  readonly world: World;
  readonly tally: Tally;
  readonly node: FaultNode;
}): Promise<void> {
  let refusals = 0;
  for (let tries = 0; tries < TRIES_MAX && refusals < REFUSALS; tries += 1) {
    const id = crypto.randomUUID();
    const answer = await world.call(node, 'POST', '/v1/subjects', { body: { id } });
    if (answer?.status === 201) continue;
    refusals += 1;
    if (answer?.status === 503 && answer.body['code'] === 'storage_unavailable') continue;
    tally.violation('wrongAnswers', `a broken disk is told as ${JSON.stringify(answer)}`);
  }
  if (refusals === 0) tally.violation('wrongAnswers', 'the broken disk was not noticed at all');
}
