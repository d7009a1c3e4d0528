import type { Command } from '../history/operation.ts';
import type { BrokenVariant } from '../node/broken-variants.ts';
import type { FaultNode } from '../node/start-node.ts';
import { type Direction, type Trouble, WireProxy } from '../postgres/wire-proxy.ts';
import type { Findings, Scenario, Setting } from '../scenario.ts';
import { Client } from '../world/client.ts';
import { judgeHistory, judgeOwner, judgeTarget, judgeTrail } from '../world/oracle.ts';
import { drawPin, type Subject } from '../world/subject.ts';
import { Tally } from '../world/tally.ts';
import { type World, withWorld } from '../world/world.ts';

type Deed = 'wrong' | 'right' | 'change';

interface Course {
  readonly kind: Trouble['kind'];
  readonly deeds: readonly Deed[];
  readonly directions: readonly Direction[];
  /** From one message that is hit to the next. */
  readonly step: number;
  /** How long a stall lasts. */
  readonly stallMs?: number;
  readonly casesMax?: number;
  readonly broken?: BrokenVariant;
}

const BOTH_WAYS: readonly Direction[] = ['to server', 'to client'];
const ALL_DEEDS: readonly Deed[] = ['wrong', 'right', 'change'];

export const cutConnections: Scenario = {
  name: 'connection cut at each message',
  what: 'the n-th message of a verify or change and its connection are lost, for every n',
  expect: 'nothing',
  run: (setting) => {
    const some = { deeds: ['change'], step: 23 } as const;
    const all = { deeds: ALL_DEEDS, step: 1 } as const;
    const course = setting.extent === 'full' ? all : some;
    return runCourse(setting, { kind: 'cut', directions: BOTH_WAYS, ...course });
  },
};

export const stalledConnections: Scenario = {
  name: 'connection stalled at messages',
  what: 'the n-th message and all after it wait for a moment',
  expect: 'nothing',
  run: (setting) => {
    const course = { kind: 'stall', deeds: ALL_DEEDS, directions: BOTH_WAYS, step: 3 } as const;
    return runCourse(setting, { ...course, stallMs: 150 });
  },
};

export const deadConnections: Scenario = {
  name: 'connection that never goes on',
  what: 'the n-th message and all after it wait for longer than the server does',
  expect: 'nothing',
  run: (setting) => {
    const course = { kind: 'stall', deeds: ['change'], directions: BOTH_WAYS, step: 17 } as const;
    return runCourse(setting, { ...course, stallMs: 60_000, casesMax: 6 });
  },
};

export const retriedCommits: Scenario = {
  name: 'control: takes an unknown commit for none',
  what: 'a node that does a change again when the answer of its commit was cut off',
  expect: 'violations',
  run: (setting) =>
    runCourse(setting, {
      ...{ kind: 'cut', deeds: ['change'], directions: ['to client'], step: 1 },
      broken: 'takes an unknown commit for none',
    }),
};

async function runCourse(setting: Setting, course: Course): Promise<Findings> {
  const url = new URL(await setting.makeDatabase());
  const proxy = await WireProxy.start(Number(url.port));
  url.port = String(proxy.port);
  const tally = new Tally();
  try {
    await withWorld({ databaseUrl: url.href }, async (world) => {
      const { broken } = course;
      const node = await world.start('one', broken === undefined ? {} : { broken });
      const place = { world, node, proxy, tally };
      for (const direction of course.directions) {
        for (const deed of course.deeds) {
          await hitEach(place, course, { direction, deed });
          setting.say(`${deed}, messages ${direction}: ${tally.rounds} rounds so far`);
        }
      }
      await judgeTrail(place);
      await node.kill();
    });
  } finally {
    await proxy.close();
  }
  for (const remark of tally.remarks.slice(0, 3)) setting.say(remark);
  return tally.findings;
}

interface Place {
  readonly world: World;
  readonly node: FaultNode;
  readonly proxy: WireProxy;
  readonly tally: Tally;
}

/** Hits one message after the other, until the deed is done before so many have passed. */
async function hitEach(
  place: Place,
  course: Course,
  { direction, deed }: { readonly direction: Direction; readonly deed: Deed },
): Promise<void> {
  const { kind, step, casesMax = Infinity } = course;
  for (let message = 1, cases = 0; cases < casesMax; message += step, cases += 1) {
    const trouble = { direction, message, kind };
    if (!(await runCase(place, deed, { trouble, stallMs: course.stallMs ?? 0 }))) return;
    place.tally.rounds += 1;
    if (course.broken !== undefined && place.tally.remarks.length > 0) return;
  }
}

/** Answers whether the message was there to be hit. */
async function runCase(
  { world, node, proxy, tally }: Place,
  deed: Deed,
  { trouble, stallMs }: { readonly trouble: Trouble; readonly stallMs: number },
): Promise<boolean> {
  const client = new Client(world, tally);
  const subject = await world.enrol(node);
  proxy.expect(trouble);
  const done = client.ask(node, subject, commandOf(deed, subject));
  const calm = setTimeout(() => proxy.calm(), stallMs);
  if (trouble.kind === 'cut') clearTimeout(calm);
  await done;
  clearTimeout(calm);
  const wasHit = proxy.struck !== undefined;
  proxy.calm();

  const judgement = { world, client, tally, node };
  if (deed === 'wrong') await judgeTarget(judgement, subject);
  else await judgeOwner(judgement, subject);
  judgeHistory(tally, subject);
  return wasHit;
}

function commandOf(deed: Deed, { pin, wrongPin }: Subject): Command {
  if (deed === 'change') return { kind: 'change', pin, newPin: drawPin() };
  return { kind: 'verify', pin: deed === 'wrong' ? wrongPin : pin };
}
