import { describe, expect, it } from 'vitest';
import { DEFAULT_APPROVALS } from '../model/approval-settings.ts';
import type { Call } from '../model/call.ts';
import { DEFAULT_MESSAGES } from '../model/message-settings.ts';
import { DEFAULT_PAGES } from '../model/pages.ts';
import { DEFAULT_POLICY } from '../model/policy.ts';
import type { SignIn } from '../model/sign-in.ts';
import { rebind } from './rebind.ts';

const key = { tenant: 't', subject: 'ann', purpose: 'login' };
const signIn: SignIn = {
  ...{ id: 's1', tenant: 't', dialect: 'wire', caller: 'key', subject: 'ann', purpose: 'login' },
  ...{ level: 'pin', boundTo: { version: 4 }, data: {} },
  ...{ createdAt: 0, expiresAt: 9, endedAt: null },
};
const call: Call = {
  tenant: {
    ...{ id: 't', name: 't', policy: DEFAULT_POLICY, dialectSettings: {} },
    ...{ pages: DEFAULT_PAGES, messages: DEFAULT_MESSAGES, rates: {}, auditRetentionDays: null },
    ...{ approvals: DEFAULT_APPROVALS, createdAt: 0, suspendedAt: null },
  },
  ...{ actor: 'key', dialect: 'wire', source: 'local', requestId: 'r' },
};
const by = (over: Partial<SignIn>): Call => ({ ...call, signIn: { ...signIn, ...over } });

describe('a PIN put in force with a sign-in', () => {
  it('binds that sign-in to it', () => {
    const rebound = { id: 's1', from: { version: 4 }, to: { version: 5 } };
    expect(rebind(by({}), key, 5)).toEqual({ rebound });
    const from = { version: null };
    expect(rebind(by({ boundTo: from }), key, 5)).toEqual({ rebound: { ...rebound, from } });
  });

  it('binds none of somebody else, for another purpose, or that is not bound', () => {
    for (const other of [{ subject: 'ben' }, { subject: null }, { purpose: 'pay' }]) {
      expect(rebind(by(other), key, 5)).toEqual({});
    }
    expect(rebind(by({ boundTo: null }), key, 5)).toEqual({});
    expect(rebind(call, key, 5)).toEqual({});
  });
});
