import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import { Pin } from '../../src/core/model/pin.ts';
import type { Tenant } from '../../src/core/model/tenant.ts';
import { openHash } from '../../src/core/usecases/verifier.ts';
import { createAesSealer } from '../../src/crypto/aes-sealer.ts';
import { Keyring } from '../../src/crypto/keyring.ts';
import { OWNED_TABLES } from '../../src/storage/queries/tenant-rows.ts';
import { createReachable, sendCode } from '../support/people.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

const PIN = '482915';
const LOGIN = 'login';
const KEY = { tenant: 'acme', subject: 'ann', purpose: LOGIN };

let opened: TestCore;
let call: Call;

beforeEach(async () => {
  opened = await openTestCore();
  const made = await createReachable(opened);
  await sendCode(opened, { subject: made });
  const set = { subject: { id: 'ann' }, purpose: LOGIN, newPin: PIN };
  expect((await opened.core.setPin(opened.call, set)).outcome).toBe('set');
  await opened.core.createCallerKey(opened.call, { dialect: 'native', name: 'app' });
  const hook = {
    url: 'https://acme.example',
    events: ['*'],
    name: 'w',
    signature: 'hmac',
  } as const;
  await opened.core.createWebhook(opened.call, hook);
  const tenant = await opened.core.configureTenant(opened.call, { suspended: true });
  call = { ...opened.call, tenant };
});
afterEach(() => opened.close());

const deletion = { confirm: 'acme', reason: 'contract ended' };
const deleteIt = () => opened.core.operators.deleteTenant(call, deletion);

async function rowsOf(tenant: string): Promise<readonly string[]> {
  const { engine } = opened;
  const left = await Promise.all(
    OWNED_TABLES.map(async ([table]) => {
      const sql = `SELECT COUNT(*) AS n FROM ${table} WHERE tenant = ?`;
      const [row] = await engine.query({ sql, params: [tenant] });
      return Number(row?.['n']) > 0 ? table : '';
    }),
  );
  const tenants = 'SELECT id FROM tenants WHERE id = ?';
  const [row] = await engine.query({ sql: tenants, params: [tenant] });
  return [...left, row === undefined ? '' : 'tenants'].filter((each) => each !== '');
}

async function removeAll(): Promise<void> {
  for (let more = true; more; ) more = await opened.core.keys.removeTenants();
}

async function verify(tenant: Tenant) {
  const guess = { subject: { id: 'ann' }, purpose: LOGIN, pin: Pin.parse(PIN) as Pin };
  return opened.core.verifyPin({ ...opened.call, tenant }, guess);
}

describe('a tenant that is deleted', () => {
  it('opens nothing from that moment on, whoever has the roots and a copy of its rows', async () => {
    const credential = await opened.ports.store.readCredential(KEY);
    expect(await deleteIt()).toEqual({ outcome: 'deleted' });
    await expect(verify(call.tenant)).rejects.toMatchObject({ code: 'integrity' });
    const { verifier } = credential;
    if (verifier === null) throw new Error('there was a PIN');
    const root = { id: 'k1', secret: new Uint8Array(32).fill(7) };
    const roots = new Keyring({ active: 'k1', roots: [root], digestSecret: root.secret });
    const held = { key: KEY, verifier };
    await expect(openHash(createAesSealer(roots), held)).rejects.toMatchObject({
      code: 'integrity',
      internal: 'the key of tenant acme is not there',
    });
  });

  it('cannot have its key pairs and secrets made again from the roots', async () => {
    const { ports } = opened;
    const root = { id: 'k1', secret: new Uint8Array(32).fill(7) };
    const roots = new Keyring({ active: 'k1', roots: [root], digestSecret: root.secret });
    const context = { tenant: 'acme', label: 'caller-secret', binding: [] };
    const digest = await ports.sealer.digest(context, 'x');
    expect(await createAesSealer(roots).digest(context, 'x')).not.toBe(digest);
    await deleteIt();
    expect(await ports.sealer.digest(context, 'x')).not.toBe(digest);
    await expect(ports.signer.publicKeys('acme')).rejects.toMatchObject({ code: 'integrity' });
  });

  it('is nowhere to be found at once, and leaves no row but the one that says so', async () => {
    const before = await rowsOf('acme');
    expect(before).toContain('credentials');
    await deleteIt();
    expect(await opened.core.readTenant('acme')).toBeNull();
    expect((await opened.core.listTenants()).map(({ id }) => id)).not.toContain('acme');
    await removeAll();
    expect(await rowsOf('acme')).toEqual([]);
    // What a call that was under way wrote meanwhile goes as well.
    const late = { action: 'late', outcome: 'late' };
    const about = { tenant: 'acme', subject: null, purpose: null, reason: null, at: 1 };
    const { actor, dialect, source, requestId } = opened.call;
    const entry = { ...late, ...about, actor, dialect, source, requestId };
    await opened.ports.store.record('acme', { audit: [entry] });
    opened.clock.advance(61_000);
    await removeAll();
    expect(await rowsOf('acme')).toEqual([]);
    const { exists, key } = await opened.ports.store.findTenantKey('acme');
    expect(exists).toBe(false);
    expect(key).toMatchObject({ sealed: null, shreddedAt: expect.any(Number) });
    expect(key?.removedAt).not.toBeNull();
    expect(await opened.ports.store.listLeavingTenants()).toEqual([]);
  });

  it('is told of in the trail of the operators, which outlives it', async () => {
    await deleteIt();
    await removeAll();
    opened.clock.advance(61_000);
    await removeAll();
    const [removed, deleted] = await opened.core.operators.listAudit(10);
    expect(removed).toMatchObject({ action: 'tenant.delete', outcome: 'removed', actor: 'system' });
    expect(deleted).toMatchObject({
      ...{ action: 'tenant.delete', outcome: 'deleted', actor: 'test' },
      reason: 'acme: contract ended',
    });
  });

  it('leaves others alone, and its id to nobody', async () => {
    const other = await opened.core.createTenant(opened.call, { id: 'other', name: 'Other' });
    await opened.core.createSubject({ ...opened.call, tenant: other }, { id: 'ann' });
    const before = await rowsOf('other');
    await deleteIt();
    await removeAll();
    expect(await rowsOf('other')).toEqual(before);
    const again = opened.core.createTenant(opened.call, { id: 'acme', name: 'Acme' });
    await expect(again).rejects.toMatchObject({ code: 'tenant_exists' });
  });

  it('has to be suspended before, and its id typed', async () => {
    const wrong = opened.core.operators.deleteTenant(call, { ...deletion, confirm: 'acne' });
    await expect(wrong).rejects.toMatchObject({ code: 'request_malformed' });
    const tenant = await opened.core.configureTenant(call, { suspended: false });
    // As it was read: somebody may have resumed it meanwhile.
    await expect(deleteIt()).rejects.toMatchObject({ code: 'tenant_not_suspended' });
    const asIs = opened.core.operators.deleteTenant({ ...call, tenant }, deletion);
    await expect(asIs).rejects.toMatchObject({ code: 'tenant_not_suspended' });
    expect(await verify(tenant)).toMatchObject({ outcome: 'verified' });
  });

  it('takes a second owner where it wants two people for anything', async () => {
    const approvals = { policyWeakening: true };
    const tenant = await opened.core.configureTenant(call, { approvals });
    const as = (actor: string, role: 'owner' | 'operator'): Call => ({
      ...{ ...call, tenant, actor },
      staff: { account: actor, role, session: null } as unknown as NonNullable<Call['staff']>,
    });
    const asked = await opened.core.operators.deleteTenant(as('eve', 'owner'), deletion);
    if (asked.outcome !== 'approval_needed') throw new Error(asked.outcome);
    expect(await opened.core.readTenant('acme')).not.toBeNull();
    const settle = { id: asked.approval.id, reason: 'agreed' };
    for (const by of [as('eve', 'owner'), as('bob', 'operator')]) {
      await expect(opened.core.operators.approve(by, settle)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await opened.core.operators.approve(as('zoe', 'owner'), settle);
    expect(await opened.core.readTenant('acme')).toBeNull();
  });
});

it('a removal that dies half-way is finished by the next', async () => {
  await deleteIt();
  // One portion, and then the process is gone: what is left is known from the database alone.
  await opened.core.keys.removeTenants();
  expect(await rowsOf('acme')).not.toEqual([]);
  await removeAll();
  expect(await rowsOf('acme')).toEqual([]);
});
