import { describe, expect, it } from 'vitest';
import { Fault } from '../fault.ts';
import { DEFAULT_APPROVALS } from '../model/approval-settings.ts';
import type { Call } from '../model/call.ts';
import { NO_CREDENTIAL } from '../model/credential.ts';
import { INITIAL_LOCKOUT, type LockoutState } from '../model/lockout.ts';
import { DEFAULT_MESSAGES } from '../model/message-settings.ts';
import { DEFAULT_PAGES } from '../model/pages.ts';
import { DEFAULT_POLICY } from '../model/policy.ts';
import type { Subject } from '../model/subject.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Store } from '../ports/store.ts';
import { admitRepeat } from './admit-repeat.ts';

const NOW = 1_000_000;
const QUERY = { subject: { id: 'ann' }, purpose: 'login' };

const call: Call = {
  tenant: {
    ...{ id: 't', name: 't', policy: DEFAULT_POLICY, dialectSettings: {} },
    pages: DEFAULT_PAGES,
    messages: DEFAULT_MESSAGES,
    approvals: DEFAULT_APPROVALS,
    rates: {},
    ...{ auditRetentionDays: null, createdAt: 0, suspendedAt: null },
  },
  ...{ actor: 'key', dialect: 'wire', source: 'local', requestId: 'r' },
};

const ann: Subject = {
  ...{
    tenant: 't',
    id: 'ann',
    identifiers: [],
    devices: [],
    documents: [],
    notes: {},
    language: null,
  },
  ...{ auditRetentionDays: null, createdAt: 0, suspendedAt: null },
};

/** A queue with one free place, or none, that knows whether the place was given back. */
function queue(places: number) {
  let taken = 0;
  const slot = { release: () => (taken -= 1) } as Partial<HashSlot> as HashSlot;
  const reserve = () => {
    if (taken >= places) throw new Fault('overloaded', 'busy');
    taken += 1;
    return slot;
  };
  return { reserve, taken: () => taken, formOf: () => 'argon2id' };
}

/** What is committed lags behind what is decided: a charge may be waiting for its commit. */
function storeWith(lockout: Partial<LockoutState>, subject: Subject | null = ann) {
  const newest = { ...NO_CREDENTIAL, lockout: { ...INITIAL_LOCKOUT, ...lockout } };
  const store: Pick<Store, 'readSubject' | 'readCredential' | 'applyToCredential'> = {
    readSubject: async () => subject,
    readCredential: async () => NO_CREDENTIAL,
    applyToCredential: async (_key, decide) => {
      const decision = decide(newest, { single: null, challenge: null });
      expect(Object.keys(decision)).toEqual(['result']);
      return decision.result;
    },
  };
  return store as Store;
}

const admit = (store: Store, hasher = queue(1)) =>
  admitRepeat({ store, hasher, clock: { now: () => NOW } }, call, QUERY);

describe('admitRepeat', () => {
  it('admits where a guess would be evaluated, and leaves no trace', async () => {
    const hasher = queue(1);
    expect(await admit(storeWith({ spent: 4, failures: 4 }), hasher)).toEqual({
      outcome: 'admitted',
    });
    expect(hasher.taken()).toBe(0);
  });

  it('admits about subjects that do not exist: there is nothing to guess', async () => {
    expect(await admit(storeWith({}, null))).toEqual({ outcome: 'admitted' });
  });

  it('refuses while locked, held or suspended, by the newest state and not the committed one', async () => {
    const later = NOW + 1;
    for (const [store, lockedUntil] of [
      [storeWith({ lockedUntil: later }), later],
      [storeWith({ hold: { until: null } }), null],
      [storeWith({ failures: 100 }), null],
      [storeWith({}, { ...ann, suspendedAt: 1 }), null],
    ] as const) {
      expect(await admit(store)).toMatchObject({ outcome: 'locked', lockout: { lockedUntil } });
    }
  });

  it('is refused by a full hash queue like any guess: nobody gets answers past it', async () => {
    await expect(admit(storeWith({}), queue(0))).rejects.toMatchObject({ code: 'overloaded' });
  });
});
