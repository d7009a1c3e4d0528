import type { Row } from '../world/row.ts';
import type { Decisions } from './decisions.ts';

/** Decisions are pure: each is run once for each row and instant, and then remembered. */
export function rememberDecisions(decisions: Decisions): Decisions {
  const charge = remember<ReturnType<Decisions['charge']>>();
  const settle = remember<ReturnType<Decisions['settleRight']>>();
  const refund = remember<Row>();
  return {
    ...decisions,
    charge: (row, now) => charge(row, now, () => decisions.charge(row, now)),
    settleRight: (row, proof, now) =>
      settle(row, (proof.version * 16 + proof.ticket) * 64 + now, () =>
        decisions.settleRight(row, proof, now),
      ),
    refund: (row, ticket, now) =>
      refund(row, ticket * 64 + now, () => decisions.refund(row, ticket, now)),
  };
}

function remember<A>(): (row: Row, input: number, decide: () => A) => A {
  const answers = new Map<number, A>();
  return (row, input, decide) => {
    const name = row.id * 4096 + input;
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = decide();
    answers.set(name, answer);
    return answer;
  };
}
