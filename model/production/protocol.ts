import type { LockoutPolicy } from '../../packages/server/src/core/model/lockout.ts';
import { chargeRule } from '../steps/charge.ts';
import { jumpClock, passTime } from '../steps/clocks.ts';
import { abort, commit } from '../steps/commit.ts';
import { breakDown, compare } from '../steps/compare.ts';
import { crash, loseConnection } from '../steps/fail.ts';
import { refundRule } from '../steps/refund.ts';
import { settleRule } from '../steps/settle.ts';
import { staffActs } from '../steps/staff.ts';
import type { Rule } from '../steps/step.ts';
import { oneAtATime } from '../transaction/join-transaction.ts';
import type { RowBook } from '../world/row.ts';
import { type Decisions, productionDecisions } from './decisions.ts';

/** Who may do what, when; with the decisions, everything that can happen. */
export interface Protocol {
  readonly name: string;
  readonly decisionsFor: (policy: LockoutPolicy, rows: RowBook) => Decisions;
  /** Which steps the nodes take, by what they do. A broken protocol replaces some. */
  readonly rules: Readonly<Record<string, Rule>>;
}

/** What testPin and the use cases after it do, and what can happen to them. */
export const PRODUCTION = {
  name: 'production',
  decisionsFor: productionDecisions,
  rules: {
    charge: chargeRule(oneAtATime),
    compare,
    breakDown,
    settle: settleRule(oneAtATime),
    refund: refundRule(oneAtATime),
    commit,
    abort,
    crash,
    loseConnection,
    passTime,
    jumpClock,
    staffActs,
  },
} as const satisfies Protocol;
