import { isLinearizable } from '../history/linearizable.ts';
import type { FaultNode } from '../node/start-node.ts';
import type { Client } from './client.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import { BUDGET, type World } from './world.ts';

export interface Judgement {
  readonly world: World;
  readonly client: Client;
  readonly tally: Tally;
  readonly node: FaultNode;
}

/**
 * Of somebody nobody proved a PIN of: tries wrong PINs until locked, and counts all that were ever
 * compared.
 */
export async function judgeTarget(
  { world, client, tally, node }: Judgement,
  subject: Subject,
): Promise<void> {
  const command = { kind: 'verify', pin: subject.wrongPin } as const;
  for (let tries = 0; tries <= BUDGET; tries += 1) {
    if ((await client.insist(node, subject, command)) === 'locked') break;
  }
  const extra = world.evaluated(subject) - BUDGET;
  if (extra > 0) tally.violation('extraGuesses', `${subject.id} got ${extra} more`, extra);
}

/** Of an owner: the PIN in force is the one last acknowledged, or of a change nobody heard about. */
export async function judgeOwner(
  { client, tally, node }: Judgement,
  subject: Subject,
): Promise<void> {
  for (const pin of [subject.known, ...subject.pending.toReversed()].slice(0, BUDGET - 1)) {
    const outcome = await client.insist(node, subject, { kind: 'verify', pin });
    if (outcome === 'verified') return;
  }
  tally.violation('lostChanges', `${subject.id} does not have ${subject.known} any more`);
}

const TRAIL_TRIES = 20;

/** Of the audit trail: whatever broke, no entry that was acknowledged is missing, and none is there twice. */
export async function judgeTrail({ world, tally, node }: Omit<Judgement, 'client'>): Promise<void> {
  for (let tries = 1; tries <= TRAIL_TRIES; tries += 1) {
    const answer = await world.call(node, 'GET', '/admin/v1/tenants/acme/audit/verify');
    if (answer?.body['outcome'] === 'intact') return;
    if (answer?.status === 200) {
      tally.violation('wrongAnswers', `the trail: ${JSON.stringify(answer.body['first'])}`);
      return;
    }
  }
  tally.violation('wrongAnswers', 'the trail cannot be verified');
}

/** Of anybody: one counter and one PIN explain everything clients saw. */
export function judgeHistory(tally: Tally, subject: Subject): void {
  const { pin, history } = subject;
  const inOrder = history.toSorted((one, other) => one.askedAt - other.askedAt);
  if (isLinearizable({ pin, budget: BUDGET }, inOrder)) return;
  const told = inOrder.map(
    ({ command, askedAt, answer }) =>
      `${askedAt}-${answer?.at ?? ''} ${Object.values(command).join(' ')} ${answer?.outcome ?? '?'}`,
  );
  tally.violation('impossible', `${subject.id} (${pin}): ${told.join('; ')}`);
}
