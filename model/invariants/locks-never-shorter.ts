import type { Invariant } from './invariant.ts';
import { locksSatOut } from './ledger-reading.ts';

export const locksNeverShorter: Invariant = {
  name: 'locks never shorter',
  about: 'step',
  promise:
    'Each timed lock since the last success is at least as long as the schedule says for it, ' +
    'whatever crashed in between.',
  breach(before, { after }, { policy }) {
    const { lockedAt, lockedUntil } = after.row.lockout;
    if (lockedAt === null || lockedUntil === null) return null;
    const was = before.row.lockout;
    if (was.lockedAt === lockedAt && was.lockedUntil === lockedUntil) return null;
    const number = locksSatOut(after.ledger);
    const schedule = policy.lockDurationsMs;
    const due = schedule[Math.min(number, schedule.length - 1)] ?? 0;
    const length = lockedUntil - lockedAt;
    return length < due ? `lock ${number + 1} is ${length} long and has to be ${due}` : null;
  },
};
