import { BUDGET, enrol, evaluatedGuesses, outcomeOf, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { many } from '../target/ask.ts';

const AT_ONCE = 300;

export const parallelGuesses: Row = {
  number: 1,
  title: 'parallel guessing',
  wants: 'more guesses evaluated than the budget, by sending 300 at once',
  holds: 'a guess is charged in a durable transaction of its own before the PIN is compared',
  quick: true,
  weakening: {
    what: 'compares first and charges a wrong PIN afterwards',
    edits: [
      {
        file: 'core/usecases/test-pin.ts',
        find: '  const charge = await chargeAttempt(',
        put: `  const before = await ports.store.readCredential(key);
  const open = !viewLockout(before.lockout, call.tenant.policy, ports.clock.now()).locked;
  if (open && before.verifier !== null && !isSignature(proof)) {
    const phc = await openHash(ports.sealer, { key, verifier: before.verifier });
    if (!(await slot.verify(phc, proof))) {
      const late = await chargeAttempt(ports, call, key, { action, kind: kindOf(proof) });
      const attempt = { ticket: 0, ...late, ...late.place, key, action };
      return rejected(await settleWrong(ports, call, { ...attempt, version: before.verifier.version }));
    }
  }
  const charge = await chargeAttempt(`,
      },
    ],
    shows: /^\d+ of 300 parallel guesses were evaluated, the budget is 5$/,
  },

  async run(arena) {
    // The storm is about the budget: nobody is sent away for want of a place.
    const target = await arena.start({ mode: 'serve', flags: { 'hash-places': '4096' } });
    const person = await enrol(target);
    const answers = await many(AT_ONCE, () => verify(target, person, WRONG_PIN));
    const counted = answers.map(outcomeOf);
    mustBeSo(
      counted.every((outcome) => outcome === 'wrong' || outcome === 'locked'),
      `answers ${[...new Set(counted)].join(', ')}`,
    );
    const evaluated = await evaluatedGuesses(target, person);
    mustBeSo(evaluated >= BUDGET, `only ${evaluated} guesses arrived`);
    mustHold(
      evaluated === BUDGET,
      `${evaluated} of ${AT_ONCE} parallel guesses were evaluated, the budget is ${BUDGET}`,
    );
    const right = outcomeOf(await verify(target, person, PIN));
    mustHold(right === 'locked', `after them the right PIN was answered with ${right}`);
  },
};
