import { oneAtATime } from '../transaction/join-transaction.ts';
import { clockOf } from '../world/world.ts';
import type { Rule } from './step.ts';

const TOLD = {
  unlock: 'staff unlock the credential',
  renew: 'a new PIN is put in force by a recovery',
  hold: 'staff put the credential on hold',
} as const;

/** Staff unlock, a recovery renews the PIN, or a hold is placed, in a transaction of its own. */
export const staffActs: Rule = (world, { scenario, decisions }, take) => {
  if (world.staffLeft === 0 || !oneAtATime(world)) return;
  for (const act of scenario.staff) {
    const row = decisions.staff(world.row, act, clockOf(world, 0, scenario));
    const { ledger } = world;
    const clearings = ledger.clearings | (act === 'hold' ? 0 : 1 << ledger.charges);
    const after = { ...world, row, staffLeft: 0, ledger: { ...ledger, clearings } };
    take({ kind: 'staff', after, tell: () => TOLD[act] });
  }
};
