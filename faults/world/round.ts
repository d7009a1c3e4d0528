import type { FaultNode } from '../node/start-node.ts';
import { Client } from './client.ts';
import { type Cast, runLoad } from './load.ts';
import { judgeHistory, judgeOwner, judgeTarget, judgeTrail } from './oracle.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

/** Answers that come before something breaks, at most. */
const ANSWERS_MAX = 30;

/** What all is asked in comes to an end in any case: then something breaks among idle nodes. */
const ASKED_WITHIN_MS = 3_000;

export interface Round {
  readonly world: World;
  readonly tally: Tally;
  /** Any node, also one that is down: clients do not know. */
  readonly node: () => FaultNode;
  /** Breaks something once, after this many answers; the load ends when it resolves. */
  readonly breakThings: () => Promise<void>;
  readonly afterAnswers?: number;
  /** Before the load, when everybody is there. */
  readonly prepare?: () => Promise<void>;
  /** Mends what is broken, so that everything can be judged. */
  readonly mend: () => Promise<void>;
}

/** New people, load, something that breaks in the middle of it, and a judgement on everybody. */
export async function runRound(round: Round): Promise<void> {
  const { world, tally, node, breakThings, mend } = round;
  const { afterAnswers = 1 + Math.floor(Math.random() * ANSWERS_MAX) } = round;
  const client = new Client(world, tally);
  const cast = await enrolCast(world, node());
  await round.prepare?.();
  let answers = 0;
  let over = false;
  const due = Promise.withResolvers<void>();
  const answered = () => {
    answers += 1;
    if (answers === afterAnswers) due.resolve();
  };
  const load = runLoad({ client, node, answered, over: () => over }, cast);
  const patience = setTimeout(due.resolve, ASKED_WITHIN_MS);
  await due.promise;
  clearTimeout(patience);
  await breakThings();
  over = true;
  await load;
  await mend();

  const judgement = { world, client, tally, node: node() };
  for (const subject of cast.targets) await judgeTarget(judgement, subject);
  for (const subject of cast.owners) await judgeOwner(judgement, subject);
  for (const subject of Object.values(cast).flat()) judgeHistory(tally, subject);
  await judgeTrail(judgement);
}

async function enrolCast(world: World, node: FaultNode): Promise<Cast> {
  const [target, owner, other, mixed] = await Promise.all([
    world.enrol(node),
    world.enrol(node),
    world.enrol(node),
    world.enrol(node),
  ]);
  return { targets: [target], owners: [owner, other], mixed: [mixed] };
}

/** Rounds until enough, or until a control has shown what it is there for. */
export async function repeatRounds(
  tally: Tally,
  { rounds, untilViolated = false }: { readonly rounds: number; readonly untilViolated?: boolean },
  round: () => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  while (tally.rounds < rounds && !(untilViolated && tally.remarks.length > 0)) {
    await round();
    tally.rounds += 1;
    if (tally.rounds % 10 === 0) say(`round ${tally.rounds} of ${rounds}`);
  }
  for (const remark of tally.remarks.slice(0, 3)) say(remark);
}
