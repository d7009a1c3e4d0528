import { expect, it } from 'vitest';
import type { Policy } from '../api/policy.ts';
import { changeOf, draftOf, policyOf } from './draft.ts';

const POLICY: Policy = {
  ...{ minLength: 4, maxLength: 12, blocklist: true, history: 5, maxAgeDays: null },
  ...{ attemptsMax: 5, lockDurationsSeconds: [60, 300], failuresMax: 100, questionsMin: 2 },
  rolling: { attemptsMax: 20, windowSeconds: 86_400 },
  lockExtension: null,
  knownDevicesMax: 5,
  spraying: { wrongMax: 100, timesUsual: 10, samePinMax: 20, brakeSeconds: 900 },
};

it('reads back what it wrote into the form', () => {
  expect(policyOf(draftOf(POLICY))).toEqual(POLICY);
});

it('knows a watch that is off, and one that refuses nobody', () => {
  const off = { ...POLICY, spraying: null };
  expect(policyOf(draftOf(off))).toEqual(off);
  const told = { ...POLICY, spraying: { ...POLICY.spraying, brakeSeconds: 0 } } as Policy;
  expect(policyOf(draftOf(told))).toEqual(told);
});

it('asks for nothing while a field cannot be read', () => {
  expect(policyOf({ ...draftOf(POLICY), locks: '1m, soon' })).toBeNull();
  expect(policyOf({ ...draftOf(POLICY), minLength: '' })).toBeNull();
  expect(policyOf({ ...draftOf(POLICY), extends: true, extendBy: 'x' })).toBeNull();
  expect(policyOf({ ...draftOf(POLICY), brake: 'x' })).toBeNull();
});

it('sends only what differs', () => {
  expect(changeOf(POLICY, POLICY)).toEqual({});
  const after = { ...POLICY, rolling: null, lockDurationsSeconds: [60, 600] };
  expect(changeOf(POLICY, after)).toEqual({ rolling: null, lockDurationsSeconds: [60, 600] });
});
