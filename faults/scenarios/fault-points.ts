import { type Receiver, startReceiver } from '../../packages/server/test/support/receiver.ts';
import type { BrokenVariant } from '../node/broken-variants.ts';
import { FAULT_POINTS, type FaultPoint } from '../node/fault-points.ts';
import type { FaultNode } from '../node/start-node.ts';
import type { Findings, Scenario, Setting } from '../scenario.ts';
import { Client } from '../world/client.ts';
import { judgeHistory, judgeOwner, judgeTarget } from '../world/oracle.ts';
import { drawPin, type Subject } from '../world/subject.ts';
import { Tally } from '../world/tally.ts';
import { BUDGET, type World, withWorld } from '../world/world.ts';

type Deed = 'wrong' | 'right' | 'change';

interface Case {
  readonly point: FaultPoint;
  readonly deed: Deed;
  /** Wrong guesses that come before the deadly one. */
  readonly before: number;
}

interface Course {
  readonly engine: 'sqlite' | 'postgres';
  readonly cases: readonly Case[];
  readonly broken?: BrokenVariant;
}

/** All points for a guess that locks, one that does not, a right PIN and a change. */
const ALL: readonly Case[] = FAULT_POINTS.flatMap((point) => {
  const told = point.startsWith('delivery');
  const cases: Case[] = [
    { point, deed: 'wrong', before: BUDGET - 1 },
    { point, deed: 'change', before: 1 },
  ];
  // A delivery takes an event, and only a lock and a change are ones.
  if (told) return cases;
  return [...cases, { point, deed: 'wrong', before: 0 }, { point, deed: 'right', before: 2 }];
});

const IN_SLICE: readonly FaultPoint[] = [
  'charge sent, not acknowledged',
  'charged, not compared',
  'compared, not settled',
  'settle sent, not acknowledged',
  'delivery sent, not settled',
];

const SLICE = ALL.filter(
  ({ deed, before, point }) => deed === 'wrong' && before > 0 && IN_SLICE.includes(point),
);

export const faultPointsSqlite: Scenario = {
  name: 'fault points, SQLite',
  what: 'a node dies at each point of charge, compare, settle and delivery',
  expect: 'nothing',
  run: (setting) => runCourse(setting, { engine: 'sqlite', cases: casesOf(setting) }),
};

export const faultPointsPostgres: Scenario = {
  name: 'fault points, PostgreSQL',
  what: 'the same where the database lives on',
  expect: 'nothing',
  run: (setting) => runCourse(setting, { engine: 'postgres', cases: casesOf(setting) }),
};

export const lateCharge: Scenario = {
  name: 'control: charges after the comparison',
  what: 'a node that writes the charge with the settlement dies between the two',
  expect: 'violations',
  run: (setting) =>
    runCourse(setting, {
      engine: 'sqlite',
      cases: [{ point: 'compared, not settled', deed: 'wrong', before: 0 }],
      broken: 'charges after the comparison',
    }),
};

function casesOf({ extent }: Setting): readonly Case[] {
  return extent === 'full' ? ALL : SLICE;
}

async function runCourse(setting: Setting, course: Course): Promise<Findings> {
  const { engine, cases, broken } = course;
  const database = engine === 'postgres' ? { databaseUrl: await setting.makeDatabase() } : {};
  const tally = new Tally();
  const receiver = await startReceiver();
  try {
    await withWorld(database, async (world) => {
      const start = () => world.start('one', broken === undefined ? {} : { broken });
      let node = await start();
      const body = { url: receiver.url, events: ['pin.locked', 'pin.changed'] };
      await world.call(node, 'POST', '/v1/webhooks', { body });
      for (const each of cases) {
        node = await runCase({ world, tally, node, start, receiver }, each);
        tally.rounds += 1;
      }
      await node.kill();
    });
  } finally {
    await receiver.close();
  }
  for (const remark of tally.remarks.slice(0, 3)) setting.say(remark);
  return tally.findings;
}

/** Where a lock has been told: that comes with the settlement of the guess that caused it. */
const SETTLED = FAULT_POINTS.slice(FAULT_POINTS.indexOf('settled, not answered'));

interface Stage {
  readonly world: World;
  readonly tally: Tally;
  readonly node: FaultNode;
  readonly start: () => Promise<FaultNode>;
  readonly receiver: Receiver;
}

/** Longer than a dead node's claims on deliveries and repeated calls hold: each case comes later. */
const CLAIMS_OVER_MS = 5 * 60_000;

async function runCase(stage: Stage, { point, deed, before }: Case): Promise<FaultNode> {
  const { world, tally, node } = stage;
  const client = new Client(world, tally);
  const subject = await world.enrol(node);
  const wrong = { kind: 'verify', pin: subject.wrongPin } as const;
  for (let guess = 0; guess < before; guess += 1) await client.ask(node, subject, wrong);

  await node.dieAt(point);
  const change = { kind: 'change', pin: subject.pin, newPin: drawPin() } as const;
  const once = crypto.randomUUID();
  if (deed === 'wrong') await client.ask(node, subject, wrong);
  if (deed === 'right') await client.ask(node, subject, { kind: 'verify', pin: subject.pin });
  if (deed === 'change') await client.ask(node, subject, change, once);
  await withinReason(node.gone, `the node did not die at "${point}" of ${deed}`);

  const next = await stage.start();
  await next.setClock(CLAIMS_OVER_MS * (tally.rounds + 1));
  const judgement = { world, client, tally, node: next };
  // Whoever never heard about a change asks again, under the same name, and hears the truth.
  const answeredTwice = deed === 'change' && subject.pending.length > 0;
  if (answeredTwice && (await client.ask(next, subject, change, once)) !== 'changed') {
    tally.violation('wrongAnswers', `a change was not told at its repeat, after "${point}"`);
  }
  if (deed === 'wrong') await judgeTarget(judgement, subject);
  else await judgeOwner(judgement, subject);
  // A repeat is the same operation and not another one: the history cannot say so.
  if (!answeredTwice) judgeHistory(tally, subject);
  if (deed === 'change') await expectEvent(stage, subject, 'changed');
  if (deed === 'wrong' && SETTLED.includes(point)) await expectEvent(stage, subject, 'locked');
  return next;
}

const REASON_MS = 30_000;

async function withinReason(gone: Promise<void>, complaint: string): Promise<void> {
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => patience.reject(new Error(complaint)), REASON_MS);
  await Promise.race([gone, patience.promise]).finally(() => clearTimeout(timer));
}

/** No event is lost, and all tries of one event have one id. */
async function expectEvent(
  { receiver, tally }: Stage,
  { id }: Subject,
  what: 'locked' | 'changed',
): Promise<void> {
  const isTold = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) =>
    body['type'] === `pin.${what}` && (body['data'] as { subject?: string }).subject === id;
  const until = Date.now() + REASON_MS;
  while (!receiver.received.some(isTold)) {
    if (Date.now() > until) {
      return tally.violation('wrongAnswers', `nobody was told that ${id} is ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const ids = receiver.received.filter(isTold).map(({ headers }) => headers['webhook-id']);
  if (new Set(ids).size > 1) tally.violation('wrongAnswers', `${id} is ${what} under two ids`);
}
