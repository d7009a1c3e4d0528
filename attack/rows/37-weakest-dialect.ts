import { openDoors } from '../doors.ts';
import { evaluatedGuesses } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';

/** Stricter than any wire asks for. */
const STRICT_BUDGET = 3;

export const weakestDialect: Row = {
  number: 37,
  title: 'downgrade through the weakest dialect',
  wants: 'a weaker PIN, or more guesses, by the wire that is least strict about them',
  holds: "a tenant's policy holds on every wire; a wire can only add to it",
  weakening: {
    what: "lets what a wire asks for stand in place of the tenant's policy",
    edits: [
      {
        file: 'http/pipeline/open-call.ts',
        find: 'policy: tightenPolicy(tenant.policy, demands(tenant)) };',
        put: 'policy: { ...tightenPolicy(tenant.policy, demands(tenant)), ...demands(tenant) } };',
      },
    ],
    shows: /^(circle|mixin): a PIN of 6 digits was set$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const doors = await openDoors(target);
    for (const [name, door] of Object.entries(doors)) {
      const person = await door.enrol(door.pins.first);
      const popular = await door.change(person, door.pins.first, door.pins.refused);
      mustHold(popular === 'refused', `${name}: ${door.pins.refused} was answered with ${popular}`);
    }
    await setPolicy(target, { attemptsMax: STRICT_BUDGET });
    for (const [name, door] of Object.entries(doors)) {
      const person = await door.enrol(door.pins.first);
      for (let guess = 0; guess < 2 * STRICT_BUDGET; guess += 1) {
        await door.verify(person, door.pins.wrong);
      }
      const evaluated = await evaluatedGuesses(target, person.subject);
      mustBeSo(evaluated > 0, `${name}: no guess arrived`);
      mustHold(
        evaluated <= STRICT_BUDGET,
        `${name}: ${evaluated} guesses were evaluated, the tenant grants ${STRICT_BUDGET}`,
      );
    }
    const people = await Promise.all(
      Object.entries(doors).map(async ([name, door]) => {
        return { name, door, person: await door.enrol(door.pins.first) };
      }),
    );
    await setPolicy(target, { minLength: 8 });
    for (const { name, door, person } of people) {
      const { first, second } = door.pins;
      // Some wires have words of their own for a length; what counts is the PIN in force.
      await door.change(person, first, second).catch(() => undefined);
      const inForce = await door.verify(person, second);
      mustHold(inForce !== 'right', `${name}: a PIN of ${second.length} digits was set`);
    }
  },
};

async function setPolicy(
  { admin, demo }: Parameters<typeof openDoors>[0],
  policy: object,
): Promise<void> {
  const { status, text } = await admin('PATCH', `/tenants/${demo.tenant}`, { policy });
  mustBeSo(status === 200, `the policy was not set: ${text}`);
}
