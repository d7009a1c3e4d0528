import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/core/model/policy.ts';
import { countAfterCompare } from '../support/count-after-compare.ts';
import { type Answer, evaluated, type Guess, storm } from '../support/storm.ts';
import { openTestCore, type TestCore, type TestCoreOptions } from '../support/test-core.ts';
import { passwordOf } from '../support/typed.ts';

const RIGHT = 'correct horse';
const subject = { id: 'ann' };

let opened: TestCore;
afterEach(() => opened.close());

async function enrol(options: TestCoreOptions = {}): Promise<void> {
  opened = await openTestCore(options);
  await opened.core.createSubject(opened.call, subject);
  const command = { subject, newPassword: passwordOf(RIGHT) };
  expect(await opened.core.putPassword(opened.call, command)).toEqual({ outcome: 'set' });
}

function tell(outcome: string): Answer {
  if (outcome === 'wrong') return 'wrong';
  return outcome === 'locked' ? 'refused' : 'right';
}

const verify =
  (text: string): Guess =>
  async () => {
    const command = { subject, password: passwordOf(text), maxAgeDays: null };
    return tell((await opened.core.verifyPassword(opened.call, command)).outcome);
  };

const change =
  (text: string, next = 'battery staple'): Guess =>
  async () => {
    const passwords = { currentPassword: passwordOf(text), newPassword: passwordOf(next) };
    const command = { subject, ...passwords };
    return tell((await opened.core.changePassword(opened.call, command)).outcome);
  };

describe('600 wrong passwords at once', () => {
  const doors = [verify('wrong horse'), change('incorrect horse')];

  it('are evaluated exactly as often as the budget says', async () => {
    await enrol();
    const tally = await storm(doors, 600);
    expect(tally).toEqual({ right: 0, wrong: DEFAULT_POLICY.attemptsMax, refused: 595 });
    expect(await verify(RIGHT)()).toBe('refused');
  });

  it('are evaluated without limit by a store that counts after comparing', async () => {
    await enrol({ wrapStore: countAfterCompare });
    const tally = await storm(doors, 600);
    expect(evaluated(tally)).toBeGreaterThan(10 * DEFAULT_POLICY.attemptsMax);
  });
});

describe('a right password among wrong ones', () => {
  it('never buys wrong guesses beyond a budget before it and a budget after it', async () => {
    await enrol();
    const doors = [verify('wrong 1!'), verify('wrong 2!'), verify(RIGHT), verify('wrong 3!')];
    const { wrong, right } = await storm(doors, 200);
    expect(wrong).toBeLessThanOrEqual((right + 1) * DEFAULT_POLICY.attemptsMax);
  });

  it('changes it once, however many changes with the same old one race', async () => {
    await enrol();
    const next = ['battery staple', 'quiet river', 'golden garden', 'early morning'];
    const answers = await Promise.all(next.map((text) => change(RIGHT, text)()));
    const changed = next.filter((_text, each) => answers[each] === 'right');
    expect(changed).toHaveLength(1);
    expect(await verify(changed[0] ?? '')()).toBe('right');
  });
});
