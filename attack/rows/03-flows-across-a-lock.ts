import { openDoors } from '../doors.ts';
import { openLink, submitForm } from '../hosted.ts';
import { enrol, lockOut, OTHER_PIN, outcomeOf, PIN, statusOf, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { chargeOn } from '../weaken-charge.ts';

export const flowsAcrossALock: Row = {
  number: 3,
  title: 'flows opened before a lock and finished after',
  wants: 'a page or step that was begun while the PIN was open to go on past the lock',
  holds: 'nothing is decided when a flow opens; each submission goes through the gate',
  quick: true,
  weakening: {
    what: 'lets challenges that are open charge past the lock',
    edits: chargeOn(
      'call.challenge === undefined ? stored.lockout : ' +
        '{ ...stored.lockout, spent: 0, failures: 0, lockedAt: null, lockedUntil: null }',
    ),
    shows: /^a (verify|change) page opened before the lock was completed after it$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    for (const type of ['verify', 'change'] as const) {
      const person = await enrol(target);
      const page = await openLink(target, type, person);
      await lockOut(target, person);
      const fields = { currentPin: PIN, newPin: OTHER_PIN, repeatedPin: OTHER_PIN };
      await submitForm(page, type === 'verify' ? { currentPin: PIN } : fields);
      const { body } = await target.call('GET', `/v1/challenges/${page.id}`);
      mustBeSo(body['status'] !== undefined, 'the challenge is gone');
      mustHold(
        body['status'] !== 'complete',
        `a ${type} page opened before the lock was completed after it`,
      );
      const { state } = await statusOf(target, person);
      mustHold(state === 'locked', `the lock is ${state} after a ${type} page`);
      const right = outcomeOf(await verify(target, person, PIN));
      mustHold(right === 'locked', `the right PIN was answered with ${right}`);
    }
    // Circle's page shows the old PIN in one step and the new one in the next.
    const { circle } = await openDoors(target);
    mustBeSo(circle !== undefined, 'no Circle door');
    const person = await circle.enrol(circle.pins.first);
    for (let guess = 0; guess < circle.budget; guess += 1) {
      await circle.verify(person, circle.pins.wrong);
    }
    const changed = await circle.change(person, circle.pins.first, circle.pins.second);
    mustHold(changed === 'locked', `Circle's page answered ${changed} after the lock`);
  },
};
