import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { MINUTE_MS } from '../../src/core/model/instant.ts';
import type { OpenSignIn } from '../../src/core/usecases/open-sign-in.ts';
import { callOfOther } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const TTL_MS = 10 * MINUTE_MS;
const invalid = { code: 'session_invalid' };
const expired = { code: 'session_expired' };

let opened: TestCore;
/** Calls of an app that has a key. */
let app: Call;

beforeEach(async () => {
  opened = await openTestCore();
  const { core, call } = opened;
  await core.createSubject(call, { id: 'ann' });
  const { key } = await core.createCallerKey(call, { dialect: 'native', name: 'app' });
  app = { ...call, actor: key.id };
});
afterEach(() => opened.close());

const open = (over: Partial<OpenSignIn> = {}, by = app) =>
  opened.core.openSignIn(by, {
    ...{ subject: 'ann', purpose: 'login', level: 'otp', ttlMs: TTL_MS, bound: true },
    ...over,
  });
const authenticate = (token: string, dialect = 'native') =>
  opened.core.authenticateSignIn({ dialect, token });

describe('the token of a sign-in', () => {
  it('speaks for whom it was opened, as far as they got', async () => {
    const data = { device: 'd1' };
    const { signIn, token } = await open({ data });
    expect(signIn).toMatchObject({
      subject: 'ann',
      level: 'otp',
      data,
      boundTo: { version: null },
    });
    expect(await authenticate(token)).toEqual({
      ...{ tenant: app.tenant, keyId: app.actor, signIn },
    });
  });

  it('may speak for an app that has named nobody, bound to nothing', async () => {
    const { token } = await open({ subject: null });
    const { signIn } = await authenticate(token);
    expect([signIn.subject, signIn.boundTo]).toEqual([null, null]);
  });

  it('opens calls of its own wire only', async () => {
    const { token } = await open();
    for (const dialect of ['circle', 'mixin', '', 'Native']) {
      await expect(authenticate(token, dialect)).rejects.toMatchObject(invalid);
    }
    expect(await authenticate(token)).toMatchObject({ keyId: app.actor });
  });

  it('cannot be made of anything else', async () => {
    const { signIn, token } = await open();
    const about = { subject: { id: 'ann' }, ttlMs: TTL_MS, claims: () => ({}) };
    const session = await opened.core.openSession(app, about);
    if (session.outcome !== 'opened') throw new Error(session.outcome);
    const claims = { tenant: 'acme', id: signIn.id, exp: signIn.expiresAt };
    const ofOtherUse = await opened.core.sealToken('sign-in:circle', claims);
    const [head, key, iv, text, tag] = token.split('.');
    const swapped = [head, key, iv, tag, text].join('.');
    const others = [signIn.id, '', 'a.b.c.d.e', session.token, ofOtherUse, swapped, `${token}A`];
    for (const other of others) {
      await expect(authenticate(other)).rejects.toMatchObject(invalid);
    }
  });

  it('of another tenant is that tenant’s', async () => {
    const other = await callOfOther(opened);
    await opened.core.createSubject(other, { id: 'ann' });
    const command = { dialect: 'native', name: 'app' };
    const { key } = await opened.core.createCallerKey(other, command);
    const { token } = await open({}, { ...other, actor: key.id });
    expect((await authenticate(token)).tenant.id).toBe('other');
  });

  it('is not opened for somebody who is not there', async () => {
    await expect(open({ subject: 'nobody' })).rejects.toMatchObject({ code: 'subject_not_found' });
  });
});

describe('a sign-in', () => {
  it('is over when its time is', async () => {
    const { token } = await open();
    opened.clock.advance(TTL_MS - 1);
    expect(await authenticate(token)).toMatchObject({ keyId: app.actor });
    opened.clock.advance(1);
    await expect(authenticate(token)).rejects.toMatchObject(expired);
  });

  it('goes on when it is renewed, and the token before keeps its time', async () => {
    const { signIn, token: old } = await open();
    opened.clock.advance(6 * MINUTE_MS);
    const renewed = await opened.core.renewSignIn(app, { signIn, ttlMs: TTL_MS });
    expect(renewed?.signIn.expiresAt).toBe(opened.clock.now() + TTL_MS);
    opened.clock.advance(4 * MINUTE_MS);
    await expect(authenticate(old)).rejects.toMatchObject(expired);
    expect((await authenticate(renewed?.token ?? '')).signIn).toEqual(renewed?.signIn);
    opened.clock.advance(6 * MINUTE_MS);
    await expect(authenticate(renewed?.token ?? '')).rejects.toMatchObject(expired);
  });

  it('does not get less time by being renewed', async () => {
    const { signIn } = await open();
    const renewed = await opened.core.renewSignIn(app, { signIn, ttlMs: 1 });
    expect(renewed?.signIn.expiresAt).toBe(signIn.expiresAt);
  });

  it('ends with every token of it, for good', async () => {
    const { signIn, token } = await open();
    const renewed = await opened.core.renewSignIn(app, { signIn, ttlMs: 2 * TTL_MS });
    const other = await open();
    await opened.core.endSignIn(signIn);
    for (const ended of [token, renewed?.token ?? '']) {
      await expect(authenticate(ended)).rejects.toMatchObject(invalid);
    }
    expect(await opened.core.renewSignIn(app, { signIn, ttlMs: TTL_MS })).toBeNull();
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
    expect(await authenticate(other.token)).toMatchObject({ keyId: app.actor });
  });

  it('is not renewed past its end by a renewal at the same time', async () => {
    const { signIn } = await open();
    const [renewed] = await Promise.all([
      opened.core.renewSignIn(app, { signIn, ttlMs: TTL_MS }),
      opened.core.endSignIn(signIn),
    ]);
    await expect(authenticate(renewed?.token ?? '')).rejects.toMatchObject(invalid);
  });

  it.each([true, false])('ends with its caller key, bound or not: %s', async (bound) => {
    const { token } = await open({ bound });
    await opened.core.revokeCallerKey(opened.call, app.actor);
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
  });

  it.each([true, false])('rests while its tenant is suspended, bound or not: %s', async (bound) => {
    const { token } = await open({ bound });
    await opened.core.configureTenant(app, { suspended: true });
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
    await opened.core.configureTenant(app, { suspended: false });
    expect(await authenticate(token)).toMatchObject({ keyId: app.actor });
  });

  it.each([true, false])(
    'ends with the suspension of its subject, bound or not: %s',
    async (bound) => {
      const { token } = await open({ bound });
      const suspend = (to: 'suspended' | 'resumed') =>
        opened.core.suspendSubject(app, { id: 'ann', reason: 'fraud desk', to });
      await suspend('suspended');
      await expect(authenticate(token)).rejects.toMatchObject(invalid);
      await suspend('resumed');
      await expect(authenticate(token)).rejects.toMatchObject(invalid);
    },
  );

  it('ends when a number or mail address of its subject is taken away, not when one comes', async () => {
    const mail = { type: 'email', value: 'ann@example.com' } as const;
    const number = { type: 'msisdn', value: '254700000001' } as const;
    await opened.core.updateSubject(app, 'ann', { identifiers: [mail] });
    const { token } = await open({ bound: false });
    await opened.core.updateSubject(app, 'ann', { identifiers: [mail, number] });
    expect(await authenticate(token)).toMatchObject({ keyId: app.actor });
    await opened.core.updateSubject(app, 'ann', { identifiers: [mail] });
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
  });

  it('ends with the address it went to, as do codes and recoveries by code', async () => {
    const mail = { type: 'email', value: 'ann@example.com' } as const;
    const login = { subject: { id: 'ann' }, purpose: 'login' };
    const ann = await opened.core.updateSubject(app, 'ann', { identifiers: [mail] });
    await opened.core.setPin(app, { ...login, newPin: '8305' });
    const about = { subject: ann, use: 'test', template: 'recovery_code' } as const;
    const sent = await opened.core.sendCode(app, about);
    const factor = 'one_time_code';
    const started = await opened.core.startRecovery(app, { ...login, factor });
    if (sent.outcome !== 'sent' || started.outcome !== 'started') throw new Error('not sent');
    await opened.core.updateSubject(app, 'ann', { identifiers: [] });
    const { id, code } = sent;
    expect(await opened.core.proveCode(app, { id, use: 'test', code })).toEqual({
      outcome: 'closed',
    });
    const proof = { recovery: started.recovery, factor, code: '000000' } as const;
    expect(await opened.core.proveRecovery(app, proof)).toEqual({ outcome: 'closed' });
  });

  it.each([true, false])('ends with its subject, bound or not: %s', async (bound) => {
    const { token } = await open({ bound });
    await opened.core.deleteSubject(app, 'ann');
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
    await opened.core.createSubject(app, { id: 'ann' });
    await expect(authenticate(token)).rejects.toMatchObject(invalid);
  });
});

describe('an app that is known by the name of its key alone', () => {
  const identify = (id: string, dialect = 'native') => opened.core.identifyApp({ dialect, id });
  const nobody = { code: 'unauthenticated' };

  it('belongs to the tenant of the key', async () => {
    expect(await identify(app.actor)).toEqual({ tenant: app.tenant, keyId: app.actor });
  });

  it('is nobody on another wire, unknown, revoked, or of a suspended tenant', async () => {
    await expect(identify(app.actor, 'circle')).rejects.toMatchObject(nobody);
    await expect(identify('no-such-key')).rejects.toMatchObject(nobody);
    await opened.core.configureTenant(app, { suspended: true });
    await expect(identify(app.actor)).rejects.toMatchObject(nobody);
    await opened.core.configureTenant(app, { suspended: false });
    await opened.core.revokeCallerKey(app, app.actor);
    await expect(identify(app.actor)).rejects.toMatchObject(nobody);
  });
});
