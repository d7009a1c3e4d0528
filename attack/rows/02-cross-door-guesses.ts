import { openDoors } from '../doors.ts';
import { evaluatedGuesses } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { many } from '../target/ask.ts';
import { budgetFor } from '../weaken-charge.ts';

const AT_ONCE = 60;

export const crossDoorGuesses: Row = {
  number: 2,
  title: 'cross-door guessing',
  wants: 'a budget at each door: through each dialect and the native API at once',
  holds: 'all doors are one gate with one budget for a credential',
  weakening: {
    what: 'counts for each dialect apart',
    edits: budgetFor('call.dialect'),
    shows: /^\d+ guesses through native and [\w-]+ were evaluated, one budget is \d$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev', flags: { 'hash-places': '4096' } });
    const { native, ...others } = await openDoors(target);
    mustBeSo(native !== undefined, 'no native door');
    for (const [name, door] of Object.entries(others)) {
      const person = await door.enrol(door.pins.first);
      await many(AT_ONCE, (each) =>
        (each % 2 === 0 ? door : native).verify(person, door.pins.wrong),
      );
      const evaluated = await evaluatedGuesses(target, person.subject);
      const budget = Math.max(door.budget, native.budget);
      mustBeSo(evaluated >= Math.min(door.budget, native.budget), `${name}: only ${evaluated}`);
      mustHold(
        evaluated <= budget,
        `${evaluated} guesses through native and ${name} were evaluated, one budget is ${budget}`,
      );
      for (const [at, each] of Object.entries({ native, [name]: door })) {
        const right = await each.verify(person, door.pins.first);
        mustHold(right === 'locked', `${at} answered the right PIN with ${right} after them`);
      }
    }
  },
};
