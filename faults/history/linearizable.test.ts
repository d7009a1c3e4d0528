import { describe, expect, it } from 'vitest';
import { isLinearizable } from './linearizable.ts';
import type { Command, Operation, Outcome } from './operation.ts';

const SUBJECT = { pin: '8305', budget: 2 };
const right: Command = { kind: 'verify', pin: '8305' };
const wrong: Command = { kind: 'verify', pin: '1907' };
const change: Command = { kind: 'change', pin: '8305', newPin: '7392' };
const renewed: Command = { kind: 'verify', pin: '7392' };

/** Asked and answered at these places; without an outcome no answer came. */
function asked(command: Command, askedAt: number, at: number, outcome?: Outcome): Operation {
  return { command, askedAt, answer: outcome === undefined ? null : { at, outcome } };
}

function judge(...operations: readonly Operation[]): boolean {
  return isLinearizable(SUBJECT, operations);
}

describe('one after the other', () => {
  it('accepts a budget that is spent and locks', () => {
    const spent = [asked(wrong, 1, 2, 'wrong'), asked(wrong, 3, 4, 'wrong')];
    expect(judge(...spent, asked(right, 5, 6, 'locked'))).toBe(true);
    expect(judge(...spent, asked(wrong, 5, 6, 'wrong'))).toBe(false);
    expect(judge(...spent, asked(right, 5, 6, 'verified'))).toBe(false);
  });

  it('rejects a lock nobody caused', () => {
    expect(judge(asked(wrong, 1, 2, 'wrong'), asked(right, 3, 4, 'locked'))).toBe(false);
  });

  it('rejects a right PIN that was called wrong, and a wrong one that was called right', () => {
    expect(judge(asked(right, 1, 2, 'wrong'))).toBe(false);
    expect(judge(asked(wrong, 1, 2, 'verified'))).toBe(false);
  });

  it('rejects an acknowledged change that is gone afterwards', () => {
    const changed = asked(change, 1, 2, 'changed');
    expect(judge(changed, asked(renewed, 3, 4, 'verified'))).toBe(true);
    expect(judge(changed, asked(right, 3, 4, 'verified'))).toBe(false);
  });

  it('lets an unlock open a fresh budget', () => {
    const spent = [asked(wrong, 1, 2, 'wrong'), asked(wrong, 3, 4, 'wrong')];
    const unlocked = asked({ kind: 'unlock' }, 5, 6, 'unlocked');
    expect(judge(...spent, unlocked, asked(wrong, 7, 8, 'wrong'))).toBe(true);
  });
});

describe('at the same time', () => {
  it('lets a right guess be under way while wrong ones lock', () => {
    const slow = asked(right, 1, 8, 'verified');
    const quick = [asked(wrong, 2, 3, 'wrong'), asked(wrong, 4, 5, 'locked')];
    expect(judge(slow, ...quick)).toBe(true);
    // At best the right guess was charged last and forgave all: a fresh budget, and no more.
    const later = [9, 11, 13].map((at) => asked(wrong, at, at + 1, 'wrong'));
    expect(judge(slow, ...quick, ...later.slice(0, 2))).toBe(true);
    expect(judge(slow, ...quick, ...later)).toBe(false);
  });

  it('rejects more evaluated guesses than the budget, however they overlap', () => {
    const three = [1, 2, 3].map((at) => asked(wrong, at, at + 10, 'wrong'));
    expect(judge(...three)).toBe(false);
  });

  it('calls a PIN wrong that was replaced during the comparison', () => {
    const raced = [asked(right, 1, 6, 'wrong'), asked(change, 2, 3, 'changed')];
    expect(judge(...raced)).toBe(true);
    // But not one that was asked about before the change was, and answered before it.
    expect(judge(asked(right, 1, 2, 'wrong'), asked(change, 3, 4, 'changed'))).toBe(false);
  });
});

describe('without an answer', () => {
  it('accepts a guess that was charged and one that was not', () => {
    const lost = asked(wrong, 1, 0);
    expect(judge(lost, asked(wrong, 2, 3, 'wrong'), asked(right, 4, 5, 'locked'))).toBe(true);
    expect(judge(lost, asked(wrong, 2, 3, 'wrong'), asked(right, 4, 5, 'verified'))).toBe(true);
  });

  it('accepts a change that was made, was not made, or comes later', () => {
    const lost = asked(change, 1, 0);
    expect(judge(lost, asked(renewed, 2, 3, 'verified'))).toBe(true);
    expect(judge(lost, asked(right, 2, 3, 'verified'))).toBe(true);
    expect(judge(lost, asked(right, 2, 3, 'verified'), asked(renewed, 4, 5, 'verified'))).toBe(
      true,
    );
    expect(judge(lost, asked(renewed, 2, 3, 'verified'), asked(right, 4, 5, 'verified'))).toBe(
      false,
    );
  });

  it('does not excuse more guesses than were asked', () => {
    const lost = asked(wrong, 1, 0);
    expect(judge(lost, asked(right, 2, 3, 'locked'))).toBe(false);
  });
});
