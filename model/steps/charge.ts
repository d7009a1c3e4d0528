import { hasLapsed, isClosed } from '../invariants/closed.ts';
import { join, type MayOpen, rowSeenBy } from '../transaction/join-transaction.ts';
import type { Attempt } from '../world/attempt.ts';
import type { Row } from '../world/row.ts';
import { clockOf } from '../world/world.ts';
import { eachAttempt, nameOf, nodeName } from './each-attempt.ts';
import type { Rule, Setting } from './step.ts';

/** A request has come to some node, and its charge joins the node's transaction. */
export function chargeRule(mayOpen: MayOpen): Rule {
  return (world, setting, take) => {
    const { nodes, batchMax } = setting.scenario;
    for (let node = 0; node < nodes; node += 1) {
      const row = rowSeenBy(world, node, { batchMax, mayOpen });
      if (row === null) continue;
      const now = clockOf(world, node, setting.scenario);
      eachAttempt(world, 'waiting', (attempt, at) => {
        const charge = chargeOn(row, { ...attempt, node }, setting, now);
        const after = join(world, at, charge.attempt, charge.row);
        take({ kind: 'node', after, tell: () => tellCharge(charge.attempt, now) });
      });
    }
  };
}

/** The charge as production decides it on this row, with what the invariants want to know of it. */
export function chargeOn(
  row: Row,
  attempt: Attempt,
  { scenario, decisions }: Setting,
  now: number,
): { readonly row: Row; readonly attempt: Attempt } {
  const { row: next, ticket } = decisions.charge(row, now);
  if (ticket === null) return { row: next, attempt: { ...attempt, phase: 'refusing' } };
  const lapsed = hasLapsed(row.lockout, now);
  const sawLock = isClosed(row.lockout, scenario.policy, now);
  const { version } = row;
  const charged = { ticket, version, clock: now, lapsed, sawLock };
  return { row: next, attempt: { ...attempt, phase: 'charging', ...charged } };
}

function tellCharge(attempt: Attempt, now: number): string {
  const where = `${nodeName(attempt.node)}, whose clock shows ${now},`;
  return attempt.phase === 'refusing'
    ? `${where} reads the row and refuses ${nameOf(attempt)}: locked`
    : `${where} reads the row and charges ${nameOf(attempt)}, not committed yet`;
}
