import { BUDGET, enrol, evaluatedGuesses, outcomeOf, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { many } from '../target/ask.ts';

/** Minutes of the locks, as they are published; the last one repeats. */
const LOCK_MINUTES = [1, 5, 15, 60, 240, 1440];
const CAP = 100;
const ROUNDS = 25;

export const slowDrip: Row = {
  number: 6,
  title: 'slow drip',
  wants: 'to go on guessing for ever by waiting out each lock, or a moment less',
  holds: 'locks that grow as published, and an end after 100 failures in a row',
  weakening: {
    what: 'has no cap on failures in a row',
    edits: [
      {
        file: 'core/model/lockout.ts',
        find: 'return Math.min(policy.failuresMax, FAILURES_HARD_CAP);',
        put: 'return Number.MAX_SAFE_INTEGER;',
      },
    ],
    shows: /^\d+ guesses in a row were evaluated, the cap is 100$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const person = await enrol(target);
    for (let round = 0; round < ROUNDS; round += 1) {
      await many(BUDGET, () => verify(target, person, WRONG_PIN));
      const minutes = LOCK_MINUTES[Math.min(round, LOCK_MINUTES.length - 1)] ?? 0;
      await target.advanceClock(minutes * 60 - 10);
      const early = outcomeOf(await verify(target, person, WRONG_PIN));
      mustHold(early === 'locked', `lock ${round + 1} ended early: ${early}`);
      await target.advanceClock(11);
    }
    const evaluated = await evaluatedGuesses(target, person);
    mustBeSo(evaluated >= CAP, `only ${evaluated} guesses were evaluated`);
    mustHold(evaluated === CAP, `${evaluated} guesses in a row were evaluated, the cap is ${CAP}`);
    await target.advanceClock(30 * 24 * 3600);
    const right = outcomeOf(await verify(target, person, PIN));
    mustHold(right === 'locked', `the right PIN was answered with ${right} after the cap`);
  },
};
