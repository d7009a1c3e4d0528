import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/core/model/instant.ts';
import { type Anchor, readAnchor, showAnchor } from '../../src/core/model/trail-verdict.ts';
import { dropOldEntries } from '../../src/core/usecases/drop-old-entries.ts';
import { verifyTrail } from '../../src/core/usecases/verify-trail.ts';
import type { Statement } from '../../src/storage/engine/engine.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { readRows, restoreRows } from '../support/trail/stored-trail.ts';
import { writeTrail } from '../support/trail/write-trail.ts';
import { pinOf } from '../support/typed.ts';

let test: TestCore;

beforeEach(async () => {
  test = await openTestCore();
  await writeTrail(test, 1);
});

afterEach(() => test.close());

function verify(anchor: Anchor | null = null) {
  return verifyTrail(test.ports, test.call.tenant.id, anchor);
}

function run(sql: string, ...params: Statement['params']): Promise<void> {
  return test.engine.define([{ sql, params }]);
}

async function guess(): Promise<unknown> {
  const { core, call } = test;
  return core.verifyPin(call, {
    ...{ subject: { id: 'person-0-0' }, purpose: 'login' },
    pin: pinOf('407199'),
  });
}

describe('what proves a trail', () => {
  it.each([
    ['a checkpoint that is gone', 'DELETE FROM audit_checkpoints WHERE number = 2'],
    ['the newest checkpoint gone', 'DELETE FROM audit_checkpoints WHERE number > 2'],
    ['a checkpoint that says something else', "UPDATE audit_checkpoints SET kind = 'dropped'"],
    ['a checkpoint of another time', 'UPDATE audit_checkpoints SET at = at + 1 WHERE number = 3'],
    ['the head of the chain gone', 'DELETE FROM audit_chains'],
    ['the head of the chain put back', 'UPDATE audit_chains SET number = number - 1'],
    ['heads of lanes gone', 'DELETE FROM audit_lanes'],
    ['heads of lanes put back', 'UPDATE audit_lanes SET number = number - 1'],
  ])('is missed: %s', async (_, sql) => {
    await run(sql);
    expect(await verify()).toMatchObject({ outcome: 'broken', first: { kind: 'checkpoint' } });
  });

  it('tells of the newest entries before any checkpoint does', async () => {
    await guess();
    await guess();
    const [newest] = (await readRows(test.engine)).audit.slice(-1);
    await run('DELETE FROM audit WHERE seq = ?', newest?.['seq'] ?? null);
    const { lane, number } = newest ?? {};
    expect(await verify()).toMatchObject({ first: { kind: 'missing', lane, number } });
  });

  it('tells of a lane that is gone as a whole, with all that names it but its checkpoints', async () => {
    const [row] = (await readRows(test.engine)).audit;
    const lane = row?.['lane'] ?? null;
    for (const table of ['audit', 'audit_lanes', 'audit_marks']) {
      await run(`DELETE FROM ${table} WHERE lane = ?`, lane);
    }
    expect(await verify()).toMatchObject({ first: { kind: 'missing', lane, number: 1 } });
  });

  it('is not believed when somebody else wrote it: no new entry, lane or checkpoint passes', async () => {
    const [row] = (await readRows(test.engine)).audit.slice(-1);
    await run(
      `INSERT INTO audit (at, tenant, action, outcome, actor, dialect, source, request_id, lane, number, mac)
        VALUES (1, 'acme', 'pin.verify', 'verified', 'x', 'x', 'x', 'x', ?, ?, 'forged')`,
      ...[row?.['lane'] ?? null, Number(row?.['number']) + 1],
    );
    expect(await verify()).toMatchObject({ outcome: 'broken', first: { kind: 'altered' } });
  });

  it('says of entries without a link that nothing is proven about them', async () => {
    await run(
      `INSERT INTO audit (at, tenant, action, outcome, actor, dialect, source, request_id)
        VALUES (1, 'acme', 'pin.verify', 'verified', 'old', 'native', 'x', 'x')`,
    );
    expect(await verify()).toMatchObject({ outcome: 'intact', unchained: 1 });
  });
});

describe('a database put back to an earlier state as a whole', () => {
  it('shows against a checkpoint that was kept elsewhere, and against nothing else', async () => {
    const earlier = await readRows(test.engine);
    await guess();
    const [signed] = await test.ports.trail.signTrails(test.clock.now());
    if (signed === undefined || 'failure' in signed) throw new Error('nothing was signed');
    const anchor = readAnchor(showAnchor(signed.tenant, signed.checkpoint));
    expect(await verify(anchor)).toMatchObject({ outcome: 'intact' });
    await restoreRows(test.engine, earlier);
    expect(await verify()).toMatchObject({ outcome: 'intact' });
    expect(await verify(anchor)).toMatchObject({
      outcome: 'broken',
      first: { kind: 'checkpoint', explanation: expect.stringContaining('kept elsewhere') },
    });
  });
});

describe('an entry that cannot be written', () => {
  it('means no answer, and a charge that stays', async () => {
    await run('ALTER TABLE audit RENAME TO audit_away');
    await expect(guess()).rejects.toMatchObject({ code: 'storage_unavailable' });
    await run('ALTER TABLE audit_away RENAME TO audit');
    expect(await guess()).toMatchObject({ outcome: 'wrong' });
    expect(await verify()).toMatchObject({ outcome: 'intact' });
  });

  it('means no answer either when its lane cannot be opened', async () => {
    await test.openTrail();
    await run('ALTER TABLE audit_lanes RENAME TO audit_lanes_away');
    await expect(guess()).rejects.toMatchObject({ code: 'storage_unavailable' });
    await run('ALTER TABLE audit_lanes_away RENAME TO audit_lanes');
    await guess();
    expect(await verify()).toMatchObject({ outcome: 'intact' });
  });
});

describe('entries whose time is over', () => {
  it('go as far as they are old, and what is left is intact', async () => {
    const { clock, ports, call } = test;
    const before = (await verify()).entries;
    clock.advance(DAY_MS);
    await guess();
    const dropped = await ports.trail.dropEntries(call.tenant.id, clock.now(), clock.now());
    expect(dropped).toEqual({ count: before, stoppedAt: null });
    expect(await verify()).toMatchObject({ outcome: 'intact', entries: 1 });
    await guess();
    expect(await verify()).toMatchObject({ outcome: 'intact', entries: 2 });
  });

  it('stay for ever until a tenant says for how many days', async () => {
    const { clock, core, ports, call } = test;
    const { audit } = await readRows(test.engine);
    clock.advance(365 * DAY_MS);
    expect(await dropOldEntries(ports)).toEqual([]);
    expect((await verify()).entries).toBe(audit.length);
    await core.configureTenant(call, { auditRetentionDays: 90 });
    expect(await dropOldEntries(ports)).toEqual([]);
    expect(await verify()).toMatchObject({ outcome: 'intact', entries: 1 });
    const [{ action, reason } = {}] = (await readRows(test.engine)).audit;
    expect([action, reason]).toEqual(['tenant.configure', 'auditRetentionDays']);
  });

  it('do not go because somebody put their time back', async () => {
    const { clock, ports, call } = test;
    const { audit } = await readRows(test.engine);
    const victim = audit[20]?.['seq'] ?? null;
    await run('UPDATE audit SET at = 0 WHERE seq <= ?', victim);
    const dropped = await ports.trail.dropEntries(call.tenant.id, 1, clock.now());
    expect(dropped).toEqual({ count: 0, stoppedAt: audit[0]?.['seq'] });
    expect(await verify()).toMatchObject({ outcome: 'broken', first: { kind: 'altered' } });
  });

  it('are missed when somebody removes more than their time allows', async () => {
    const { clock, ports, call } = test;
    clock.advance(DAY_MS);
    await guess();
    await guess();
    await ports.trail.dropEntries(call.tenant.id, clock.now(), clock.now());
    const [oldest] = (await readRows(test.engine)).audit;
    await run('DELETE FROM audit WHERE seq = ?', oldest?.['seq'] ?? null);
    const { lane, number } = oldest ?? {};
    expect(await verify()).toMatchObject({ first: { kind: 'missing', lane, number } });
  });
});

describe('a trail that is written meanwhile', () => {
  it('is intact whenever it is looked at', async () => {
    const guesses = Promise.all(Array.from({ length: 40 }, guess));
    for (let look = 0; look < 10; look += 1) {
      expect(await verify()).toMatchObject({ outcome: 'intact' });
      await test.ports.trail.signTrails(test.clock.now());
    }
    await guesses;
    expect(await verify()).toMatchObject({ outcome: 'intact' });
  });
});
