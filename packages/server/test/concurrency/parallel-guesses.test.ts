import { afterEach, describe, expect, it } from 'vitest';
import { Pin } from '../../src/core/model/pin.ts';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import { countAfterCompare } from '../support/count-after-compare.ts';
import { type Answer, evaluated, type Guess, storm } from '../support/storm.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const RIGHT = '8305';
const subject = { id: 'ann' };
const purpose = 'login';

let opened: TestCore;
afterEach(() => opened.close());

async function enrol(): Promise<void> {
  await opened.core.createSubject(opened.call, subject);
  const set = await opened.core.setPin(opened.call, { subject, purpose, newPin: RIGHT });
  expect(set.outcome).toBe('set');
}

function read(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error('the test has a malformed PIN');
  return pin;
}

function tell(outcome: string): Answer {
  if (outcome === 'wrong') return 'wrong';
  return outcome === 'locked' ? 'refused' : 'right';
}

const verify =
  (pin: string): Guess =>
  async () => {
    const command = { subject, purpose, pin: read(pin) };
    return tell((await opened.core.verifyPin(opened.call, command)).outcome);
  };

const change =
  (pin: string): Guess =>
  async () => {
    const command = { subject, purpose, currentPin: read(pin), newPin: '5903' };
    return tell((await opened.core.changePin(opened.call, command)).outcome);
  };

describe('1,000 wrong PINs at once', () => {
  const doors = [verify('1907'), change('2846')];

  it('are evaluated exactly as often as the budget says', async () => {
    opened = await openTestCore();
    await enrol();
    const tally = await storm(doors, 1_000);
    expect(tally).toEqual({ right: 0, wrong: DEFAULT_POLICY.attemptsMax, refused: 995 });
  });

  it('are evaluated without limit by a store that counts after comparing', async () => {
    opened = await openTestCore({ wrapStore: countAfterCompare });
    await enrol();
    const tally = await storm(doors, 1_000);
    expect(evaluated(tally)).toBeGreaterThan(10 * DEFAULT_POLICY.attemptsMax);
  });
});

describe('a right PIN among wrong ones', () => {
  it('never buys wrong guesses beyond a budget before it and a budget after it', async () => {
    opened = await openTestCore();
    await enrol();
    const doors = [verify('1907'), verify('2846'), verify(RIGHT), verify('3961')];
    const { wrong, right } = await storm(doors, 400);
    // Each success forgives only what was charged before it; every window is bounded by the budget.
    expect(wrong).toBeLessThanOrEqual((right + 1) * DEFAULT_POLICY.attemptsMax);
  });

  it('changes a PIN once, however many changes with the same old PIN race', async () => {
    opened = await openTestCore();
    await enrol();
    const candidates = ['5903', '6174', '9052', '7416'];
    const outcomes = await Promise.all(
      candidates.map((newPin) =>
        opened.core.changePin(opened.call, { subject, purpose, currentPin: read(RIGHT), newPin }),
      ),
    );
    const changed = candidates.filter((_pin, index) => outcomes[index]?.outcome === 'changed');
    expect(changed).toHaveLength(1);
    const [inForce = ''] = changed;
    const verified = { subject, purpose, pin: read(inForce) };
    expect((await opened.core.verifyPin(opened.call, verified)).outcome).toBe('verified');
  });
});
