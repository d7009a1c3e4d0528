import fc from 'fast-check';
import type { Call } from '../../src/core/model/call.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/model/instant.ts';
import { readNewestCode, tally } from '../support/people.ts';
import type { TestCore } from '../support/test-core.ts';
import { pinOf } from '../support/typed.ts';

/** Something a tenant, its people or time may do next. Answers what can be compared. */
export interface Command {
  readonly name: string;
  readonly run: (side: Side) => Promise<unknown>;
}

/** One of the two worlds the same commands run in. */
export interface Side {
  readonly opened: TestCore;
  /** What earlier answers of this world gave to go on with. */
  readonly kept: { recovery?: string; grant?: string; challenge?: string };
  /** What chance drew in this world, by when it was first seen. */
  readonly seen: Map<string, string>;
}

const PINS = ['8305', '739205', '618033', '271846'] as const;
const people = fc.constantFrom('ann', 'ben', 'nobody');
const pins = fc.constantFrom(...PINS, '1234');
const aboutOf = (id: string) => ({ subject: { id }, purpose: 'login' });

function command(name: string, act: (side: Side, call: Call) => Promise<unknown>): Command {
  return { name, run: (side) => act(side, side.opened.call) };
}

const createOne = (id: string) =>
  command(`create ${id}`, ({ opened: { core } }, call) =>
    core.createSubject(call, { id, identifiers: [{ type: 'email', value: `${id}@example.com` }] }),
  );
const create = people.map(createOne);
const rename = fc.tuple(people, people).map(([id, mail]) =>
  command(`give ${id} the address of ${mail}`, ({ opened: { core } }, call) =>
    core.updateSubject(call, id, {
      identifiers: [{ type: 'email', value: `${mail}@example.com` }],
    }),
  ),
);
const remove = people.map((id) =>
  command(`delete ${id}`, ({ opened: { core } }, call) => core.deleteSubject(call, id)),
);
const suspend = fc
  .tuple(people, fc.constantFrom('suspended', 'resumed'))
  .map(([id, to]) =>
    command(`${id} is ${to}`, ({ opened: { core } }, call) =>
      core.suspendSubject(call, { id, to, reason: 'test' }),
    ),
  );
const setOne = (id: string, newPin: string, mustChange: boolean) =>
  command(`set ${id} ${newPin}`, ({ opened: { core } }, call) =>
    core.setPin(call, { ...aboutOf(id), newPin, mustChange }),
  );
const set = fc.tuple(people, pins, fc.boolean()).map((chosen) => setOne(...chosen));
const verifyOne = (id: string, pin: string) =>
  command(`verify ${id} ${pin}`, ({ opened: { core } }, call) =>
    core.verifyPin(call, { ...aboutOf(id), pin: pinOf(pin), operation: 'pay' }),
  );
const verify = fc.tuple(people, pins).map((chosen) => verifyOne(...chosen));
const verifyOften = fc.tuple(people, fc.integer({ min: 2, max: 12 })).map(([id, times]) =>
  command(`verify ${id} wrongly ${times} times at once`, async ({ opened: { core } }, call) => {
    const guess = () => core.verifyPin(call, { ...aboutOf(id), pin: pinOf('9999') });
    return tally(await Promise.all(Array.from({ length: times }, guess)));
  }),
);
const change = fc
  .tuple(people, pins, pins)
  .map(([id, currentPin, newPin]) =>
    command(`change ${id} ${currentPin} ${newPin}`, ({ opened: { core } }, call) =>
      core.changePin(call, { ...aboutOf(id), currentPin: pinOf(currentPin), newPin }),
    ),
  );
const deletePin = people.map((id) =>
  command(`delete the PIN of ${id}`, ({ opened: { core } }, call) =>
    core.deletePin(call, { ...aboutOf(id), reason: 'test' }),
  ),
);
const unlock = people.map((id) =>
  command(`unlock ${id}`, ({ opened: { core } }, call) =>
    core.unlock(call, { ...aboutOf(id), reason: 'test' }),
  ),
);
const demand = people.map((id) =>
  command(`demand a change of ${id}`, ({ opened: { core } }, call) =>
    core.requireChange(call, { ...aboutOf(id), reason: 'test' }),
  ),
);
const hold = fc.tuple(people, fc.option(fc.integer({ min: 1, max: 90 }))).map(([id, minutes]) =>
  command(`hold ${id} for ${minutes} minutes`, ({ opened: { core, clock } }, call) => {
    const until = minutes === null ? null : clock.now() + minutes * MINUTE_MS;
    return core.hold(call, { ...aboutOf(id), until, reason: 'test' });
  }),
);
const recover = people.map((id) =>
  command(`start a recovery of ${id}`, async ({ opened: { core }, kept }, call) => {
    const started = await core.startRecovery(call, { ...aboutOf(id), factor: 'one_time_code' });
    if (started.outcome === 'started') kept.recovery = started.recovery;
    return started;
  }),
);
const prove = fc.boolean().map((right) =>
  command(`show a ${right ? 'right' : 'wrong'} code`, async ({ opened, kept }, call) => {
    const code = right ? await readNewestCode(opened) : 'no-code';
    const given = { recovery: kept.recovery ?? 'none', factor: 'one_time_code', code } as const;
    return opened.core.proveRecovery(call, given);
  }),
);
const finish = fc.constant(
  command('finish the recovery', async ({ opened: { core }, kept }, call) => {
    const finished = await core.finishRecovery(call, kept.recovery ?? 'none');
    if ('grant' in finished) kept.grant = finished.grant;
    return finished;
  }),
);
const reset = fc
  .tuple(people, pins)
  .map(([id, newPin]) =>
    command(`reset ${id} to ${newPin}`, ({ opened: { core }, kept }, call) =>
      core.resetPin(call, { ...aboutOf(id), newPin, grant: kept.grant ?? 'none' }),
    ),
  );
const recoverToTheEnd = fc.tuple(people, pins).map(([id, newPin]) =>
  command(`recover ${id} with ${newPin}`, async ({ opened }, call) => {
    const { core } = opened;
    const started = await core.startRecovery(call, { ...aboutOf(id), factor: 'one_time_code' });
    if (started.outcome !== 'started') return started;
    const { recovery } = started;
    const code = await readNewestCode(opened);
    await core.proveRecovery(call, { recovery, factor: 'one_time_code', code });
    const finished = await core.finishRecovery(call, recovery);
    const grant = 'grant' in finished ? finished.grant : 'none';
    return core.resetPin(call, { ...aboutOf(id), newPin, grant });
  }),
);
const challenge = fc.tuple(people, fc.constantFrom('set', 'change', 'verify')).map(([id, type]) =>
  command(`open a challenge of ${id} to ${type}`, async ({ opened: { core }, kept }, call) => {
    const opened = await core.openChallenge(call, { ...aboutOf(id), type });
    if (opened.outcome === 'opened') kept.challenge = opened.challenge.id;
    return opened;
  }),
);
const answer = fc.tuple(pins, pins).map(([pin, newPin]) =>
  command(`answer the challenge with ${pin} and ${newPin}`, ({ opened: { core }, kept }, call) =>
    core.answerChallenge(call, {
      challenge: kept.challenge ?? 'none',
      answer: { currentPin: pinOf(pin), newPin },
    }),
  ),
);
const status = people.map((id) =>
  command(`status of ${id}`, ({ opened: { core } }, call) => core.readPinStatus(call, aboutOf(id))),
);
const wait = fc.constantFrom(MINUTE_MS, 10 * MINUTE_MS, DAY_MS, 31 * DAY_MS).map((ms) =>
  command(`wait ${ms / MINUTE_MS} minutes`, async ({ opened: { clock, core, ports } }) => {
    clock.advance(ms);
    await core.expireChallenges();
    await ports.store.sweep(clock.now());
  }),
);

/** Weighted so that people get as far as locks, recoveries and histories. */
export const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: create },
    { weight: 1, arbitrary: rename },
    { weight: 1, arbitrary: remove },
    { weight: 1, arbitrary: suspend },
    { weight: 4, arbitrary: set },
    { weight: 5, arbitrary: verify },
    { weight: 2, arbitrary: verifyOften },
    { weight: 3, arbitrary: change },
    { weight: 1, arbitrary: deletePin },
    { weight: 1, arbitrary: unlock },
    { weight: 1, arbitrary: demand },
    { weight: 1, arbitrary: hold },
    { weight: 2, arbitrary: recover },
    { weight: 2, arbitrary: prove },
    { weight: 2, arbitrary: finish },
    { weight: 2, arbitrary: reset },
    { weight: 2, arbitrary: recoverToTheEnd },
    { weight: 2, arbitrary: challenge },
    { weight: 2, arbitrary: answer },
    { weight: 2, arbitrary: status },
    { weight: 2, arbitrary: wait },
  ),
  { minLength: 30, maxLength: 60 },
);

/** What chance need not come upon in a few runs: a right PIN, wrong ones, and the lock. */
export const FIRST_STEPS: readonly Command[] = [
  createOne('ann'),
  setOne('ann', '8305', false),
  verifyOne('ann', '8305'),
  ...Array.from({ length: 6 }, () => verifyOne('ann', '739205')),
];
