import { DEFAULT_POLICY } from '../../../packages/server/src/core/model/policy.ts';
import { askAll } from '../../load/ask-all.ts';
import { verifyRequest } from '../../load/verify-request.ts';
import { sum } from '../../measure/statistics.ts';
import type { BenchServer } from '../../server/start-server.ts';
import { WRONG_PIN } from '../../server/subjects.ts';

/** Under way at each node at once; far more than anybody's budget. */
const AT_ONCE = 100;
const OUTCOME = /^\{"outcome":"(wrong|locked)"/;

export interface Hammered {
  /** Wrong PINs sent for each subject. */
  readonly guesses: number;
  /** For each subject: how many guesses more or less than its budget were evaluated. */
  readonly off: readonly number[];
}

/** Sends wrong PINs for one subject after the other, to all nodes at once. */
export async function hammerSubjects(
  nodes: readonly BenchServer[],
  subjects: readonly number[],
): Promise<Hammered> {
  const off: number[] = [];
  for (const subject of subjects) {
    const evaluated = await Promise.all(nodes.map((node) => countWrong(node, subject)));
    off.push(Math.abs(sum(evaluated) - DEFAULT_POLICY.attemptsMax));
  }
  return { guesses: nodes.length * AT_ONCE, off };
}

/** How many of the guesses at one node were compared with the PIN. */
async function countWrong({ port, apiKey }: BenchServer, subject: number): Promise<number> {
  const requests = Array.from({ length: AT_ONCE }, () => verifyRequest(apiKey, subject, WRONG_PIN));
  const answers = await askAll(port, requests, AT_ONCE);
  const outcomes = answers.map(({ status, body }) => {
    const [, outcome] = OUTCOME.exec(body) ?? [];
    if (status !== 200 || outcome === undefined) throw new Error(`unexpected: ${body}`);
    return outcome;
  });
  return outcomes.filter((outcome) => outcome === 'wrong').length;
}
