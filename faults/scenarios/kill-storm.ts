import { type BrokenVariant, WRITE_BEHIND_MS } from '../node/broken-variants.ts';
import type { FaultNode } from '../node/start-node.ts';
import { type Findings, roundsOf, type Scenario, type Setting } from '../scenario.ts';
import { repeatRounds, runRound } from '../world/round.ts';
import { Tally } from '../world/tally.ts';
import { type World, withWorld } from '../world/world.ts';

interface Storm {
  /** One node on a directory, or nodes that share a PostgreSQL database. */
  readonly engine: 'sqlite' | 'postgres';
  readonly broken?: BrokenVariant;
  readonly rounds: number;
}

const NODES = { sqlite: ['one'], postgres: ['one', 'two'] } as const;

export const killStormSqlite: Scenario = {
  name: 'kill storm, SQLite',
  what: 'a node is killed under load and started again on its directory',
  expect: 'nothing',
  run: (setting) =>
    runStorm(setting, {
      engine: 'sqlite',
      rounds: roundsOf(setting, 200, 3),
    }),
};

export const killStormPostgres: Scenario = {
  name: 'kill storm, two nodes on PostgreSQL',
  what: 'one of two nodes is killed under load while the other goes on',
  expect: 'nothing',
  run: (setting) =>
    runStorm(setting, {
      engine: 'postgres',
      rounds: roundsOf(setting, 200, 3),
    }),
};

export const lazyCommits: Scenario = {
  name: 'control: answers before the commit',
  what: 'the storm on SQLite with a node that answers first and commits later',
  expect: 'violations',
  run: (setting) =>
    runStorm(setting, { engine: 'sqlite', broken: 'answers before the commit', rounds: 10 }),
};

export const noRowLocks: Scenario = {
  name: 'control: reads without locking',
  what: 'the storm on two nodes that do not lock the rows they decide on',
  expect: 'violations',
  run: (setting) =>
    runStorm(setting, { engine: 'postgres', broken: 'reads without locking', rounds: 10 }),
};

async function runStorm(setting: Setting, storm: Storm): Promise<Findings> {
  const database = storm.engine === 'postgres' ? { databaseUrl: await setting.makeDatabase() } : {};
  const tally = new Tally();
  await withWorld(database, async (world) => {
    const fleet = new Fleet(world, storm);
    await fleet.start();
    const limit = { rounds: storm.rounds, untilViolated: storm.broken !== undefined };
    const round = () =>
      runRound({
        ...{ world, tally },
        node: () => fleet.any(),
        ...(storm.broken !== undefined && { prepare: untilWritten }),
        async breakThings() {
          await fleet.killOne();
          // The others go on, and so does the load, until all are there again.
          if (fleet.size > 1) await fleet.revive();
        },
        mend: () => fleet.revive(),
      });
    await repeatRounds(tally, limit, round, setting.say);
    await fleet.end();
  });
  return tally.findings;
}

/** A node that writes late shall lose what the load did, and not the people it is about. */
function untilWritten(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 * WRITE_BEHIND_MS));
}

/** The nodes of a storm, of which at most one is down. */
class Fleet {
  readonly #world: World;
  readonly #storm: Storm;
  readonly #nodes = new Map<string, FaultNode>();
  #down: string | undefined;

  constructor(world: World, storm: Storm) {
    this.#world = world;
    this.#storm = storm;
  }

  get size(): number {
    return this.#nodes.size;
  }

  async start(): Promise<void> {
    for (const name of NODES[this.#storm.engine]) await this.#start(name);
  }

  /** Any of them, also one that is down: clients do not know. */
  any(): FaultNode {
    const nodes = [...this.#nodes.values()];
    const node = nodes[Math.floor(Math.random() * nodes.length)];
    if (node === undefined) throw new Error('no node was started');
    return node;
  }

  async killOne(): Promise<void> {
    const names = [...this.#nodes.keys()];
    const name = names[Math.floor(Math.random() * names.length)] ?? '';
    this.#down = name;
    await this.#nodes.get(name)?.kill();
  }

  async revive(): Promise<void> {
    if (this.#down === undefined) return;
    await this.#start(this.#down);
    this.#down = undefined;
  }

  async end(): Promise<void> {
    await Promise.all([...this.#nodes.values()].map((node) => node.kill()));
  }

  async #start(name: string): Promise<void> {
    const { broken } = this.#storm;
    this.#nodes.set(name, await this.#world.start(name, broken === undefined ? {} : { broken }));
  }
}
