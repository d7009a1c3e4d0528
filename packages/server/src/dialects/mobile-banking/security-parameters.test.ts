import { describe, expect, it } from 'vitest';
import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { Subject } from '../../core/model/subject.ts';
import {
  clearedNote,
  lowers,
  noteParameters,
  parametersInForce,
  raisedParameters,
  type SecurityParameters,
  type WantedParameters,
} from './security-parameters.ts';

const SUSPENDED: SecurityParameters = {
  action: 'SUSPEND',
  validUntil: 2_000,
  flag: 'SECOND_SUSPENSION',
  attempts: 3,
};
const WARNED: SecurityParameters = { action: 'WARN', validUntil: null, flag: 'W', attempts: 2 };
const CLEAR: SecurityParameters = { action: 'NONE', validUntil: null, flag: '', attempts: 0 };
const LOCKED: SecurityParameters = { ...CLEAR, action: 'LOCK' };

const OPEN: LockoutView = {
  ...{ locked: false, attemptsRemaining: 5, spent: 0, lockedAt: null, lockedUntil: null },
  ...{ failures: 0, step: 0 },
};
const lockedUntil = (end: number | null, step = 0): LockoutView => ({
  ...OPEN,
  ...{ locked: true, attemptsRemaining: 0, lockedUntil: end, step },
});

const nobody: Subject = {
  ...{
    tenant: 't',
    id: 's',
    identifiers: [],
    devices: [],
    documents: [],
    notes: {},
    language: null,
  },
  ...{ auditRetentionDays: null, createdAt: 0, suspendedAt: null },
};
const noted = (parameters: SecurityParameters): Subject => ({
  ...nobody,
  notes: { 'mobile-banking': noteParameters(nobody, 'PASSWORD', parameters) },
});

describe('lowers', () => {
  const suspend = (validUntil: number, attempts?: number): WantedParameters => ({
    ...{ action: 'SUSPEND', validUntil },
    ...(attempts !== undefined && { attempts }),
  });
  const plain = (action: 'NONE' | 'WARN' | 'LOCK', attempts?: number): WantedParameters => ({
    ...{ action, validUntil: null },
    ...(attempts !== undefined && { attempts }),
  });

  it.each([
    ['NONE of nothing', plain('NONE'), CLEAR],
    ['NONE of a lock', plain('NONE'), LOCKED],
    ['a warning instead of a suspension', plain('WARN', 9), SUSPENDED],
    ['a suspension instead of a lock', suspend(9_000, 9), LOCKED],
    ['an earlier end', suspend(1_999, 9), SUSPENDED],
    ['fewer attempts', suspend(2_000, 2), SUSPENDED],
    ['fewer attempts with a warning', plain('WARN', 1), WARNED],
  ])('%s', (_case, wanted, current) => {
    expect(lowers(wanted, current)).toBe(true);
  });

  it.each([
    ['a warning where nothing is', plain('WARN', 0), CLEAR],
    ['a suspension where a warning is', suspend(1), WARNED],
    ['a later end, with fewer attempts', suspend(2_001, 0), SUSPENDED],
    ['the same again', suspend(2_000, 3), SUSPENDED],
    ['a lock, whatever else', plain('LOCK', 0), SUSPENDED],
  ])('not %s', (_case, wanted, current) => {
    expect(lowers(wanted, current)).toBe(false);
  });
});

describe('raisedParameters', () => {
  it('keeps the higher count and the name that was given last', () => {
    const raised = raisedParameters({ action: 'LOCK', validUntil: null, attempts: 1 }, SUSPENDED);
    expect(raised).toEqual({ ...SUSPENDED, action: 'LOCK', validUntil: null });
  });
});

describe('parametersInForce', () => {
  it('shows a suspension of ours by the name of its step', () => {
    expect(parametersInForce(nobody, 'PASSWORD', lockedUntil(5_000, 2))).toMatchObject({
      ...{ action: 'SUSPEND', validUntil: 5_000, flag: 'SECOND_SUSPENSION' },
    });
    expect(parametersInForce(nobody, 'PASSWORD', lockedUntil(5_000, 12))).toMatchObject({
      flag: '12TH_SUSPENSION',
    });
  });

  it("shows the gateway's suspension by the gateway's name", () => {
    const named = noted({ ...SUSPENDED, flag: 'THEIRS' });
    expect(parametersInForce(named, 'PASSWORD', lockedUntil(2_000, 1))).toMatchObject({
      ...{ action: 'SUSPEND', flag: 'THEIRS' },
    });
  });

  it('believes the lockout, not the note: what ended or was lifted is over', () => {
    for (const parameters of [SUSPENDED, LOCKED]) {
      expect(parametersInForce(noted(parameters), 'PASSWORD', OPEN)).toMatchObject({
        ...{ action: 'NONE', validUntil: null },
      });
    }
    expect(parametersInForce(noted(WARNED), 'PASSWORD', OPEN)).toEqual(WARNED);
    expect(parametersInForce(noted(CLEAR), 'PASSWORD', lockedUntil(null)).action).toBe('LOCK');
  });

  it('keeps the two types apart', () => {
    expect(parametersInForce(noted(WARNED), 'OTP', OPEN)).toEqual(CLEAR);
    const both = { ...nobody, notes: { 'mobile-banking': clearedNote(noted(WARNED)) } };
    expect(parametersInForce(both, 'PASSWORD', OPEN)).toEqual(CLEAR);
  });
});
