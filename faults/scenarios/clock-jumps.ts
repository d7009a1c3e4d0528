import type { BrokenVariant } from '../node/broken-variants.ts';
import type { FaultNode } from '../node/start-node.ts';
import { type Findings, roundsOf, type Scenario, type Setting } from '../scenario.ts';
import { Client } from '../world/client.ts';
import type { Subject } from '../world/subject.ts';
import { Tally } from '../world/tally.ts';
import { BUDGET, type World, withWorld } from '../world/world.ts';
import { guessesGranted } from './guesses-granted.ts';

const HOUR_MS = 3_600_000;
const LOCK_HOURS = [1, 2, 6, 24];

/** Clocks are this wrong at most, either way. */
const WRONG_BY_HOURS = 12;

export const clockJumps: Scenario = {
  name: 'clock jumps, two nodes on PostgreSQL',
  what: 'the clocks of two nodes jump forwards and backwards by hours while somebody guesses',
  expect: 'nothing',
  run: (setting) => runCourse(setting, roundsOf(setting, 10, 1)),
};

export const mendedLocks: Scenario = {
  name: 'control: mends locks that end too late',
  what: 'the same with nodes that take a lock far in the future for damage',
  expect: 'violations',
  run: (setting) => runCourse(setting, 1, 'mends locks that end too late'),
};

async function runCourse(
  setting: Setting,
  rounds: number,
  broken?: BrokenVariant,
): Promise<Findings> {
  const tally = new Tally();
  const policy = { lockDurationsSeconds: LOCK_HOURS.map((hours) => hours * 3600) };
  await withWorld({ databaseUrl: await setting.makeDatabase(), policy }, async (world) => {
    const choices = broken === undefined ? {} : { broken };
    const nodes = [await world.start('one', choices), await world.start('two', choices)] as const;
    for (; tally.rounds < rounds; tally.rounds += 1) {
      await standStill({ world, tally, nodes });
      await jumpAround({ world, tally, nodes });
    }
    for (const node of nodes) await node.kill();
  });
  for (const remark of tally.remarks.slice(0, 3)) setting.say(remark);
  return tally.findings;
}

interface Place {
  readonly world: World;
  readonly tally: Tally;
  readonly nodes: readonly [FaultNode, FaultNode];
}

/** A clock that goes back, or forward by less than the lock lasts, opens nothing. */
async function standStill({ world, tally, nodes }: Place): Promise<void> {
  for (const node of nodes) await node.setClock(0);
  const subject = await world.enrol(nodes[0]);
  const guesses = { world, tally, nodes, subject };
  await guess(guesses, 2 * BUDGET);
  for (const hours of [-WRONG_BY_HOURS, 0.5, -1, 0]) {
    await nodes[0].setClock(hours * HOUR_MS);
    await nodes[1].setClock(-hours * HOUR_MS * (hours > 0 ? 1 : 0));
    await guess(guesses, BUDGET);
  }
  judge(guesses, BUDGET);
}

/** Each node's clock jumps anywhere: what is granted is what the time between them grants. */
async function jumpAround({ world, tally, nodes }: Place): Promise<void> {
  const subject = await world.enrol(nodes[0]);
  const startedAt = Date.now();
  const leads: number[] = [];
  for (let jump = 0; jump < 12; jump += 1) {
    for (const node of nodes) {
      const leadMs = Math.round((2 * Math.random() - 1) * WRONG_BY_HOURS * HOUR_MS);
      leads.push(leadMs);
      await node.setClock(leadMs);
    }
    await guess({ world, tally, nodes, subject }, 2 * BUDGET);
  }
  const spanMs = Math.max(...leads) - Math.min(...leads) + (Date.now() - startedAt);
  const locksMs = LOCK_HOURS.map((hours) => hours * HOUR_MS);
  judge({ world, tally, nodes, subject }, guessesGranted({ budget: BUDGET, locksMs, spanMs }));
}

interface Guesses extends Place {
  readonly subject: Subject;
}

/** Wrong PINs at both nodes, several at once. */
async function guess({ world, tally, nodes, subject }: Guesses, count: number): Promise<void> {
  const client = new Client(world, tally);
  const command = { kind: 'verify', pin: subject.wrongPin } as const;
  const asked = Array.from({ length: count }, (_, index) =>
    client.ask(nodes[index % 2 === 0 ? 0 : 1], subject, command),
  );
  await Promise.all(asked);
}

function judge({ world, tally, subject }: Guesses, granted: number): void {
  const evaluated = world.evaluated(subject);
  if (evaluated <= granted) return;
  const told = `${subject.id} got ${evaluated} guesses instead of ${granted}`;
  tally.violation('extraGuesses', told, evaluated - granted);
}
