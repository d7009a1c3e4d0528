import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Installation, makePerson, verify } from './installation.ts';

const PIN = '8305';
const NEW_PIN = '6194';

describe('a copy of the database that was put back by hand', () => {
  const place = new Installation();
  let copy: string;
  afterAll(() => place.remove());

  beforeAll(async () => {
    await place.serving((server) => makePerson(server, 'ann', PIN));
    copy = place.copyDatabase();
    await place.serving(async (server) => {
      for (let guess = 0; guess < 5; guess += 1) await verify(server, 'ann', '1111');
      expect(await verify(server, 'ann', PIN)).toBe('locked');
    });
  });

  it('is not started on, and the refusal says what to do', async () => {
    place.putDatabaseBack(copy);
    const { code, err } = await place.run('serve', '--port', '0', '--pad-port', '0');
    expect(code).toBe(1);
    expect(err).toMatch(/is older than .*keyring\.json\.epoch says.*pintumbler restore --adopt/s);
    const doctor = await place.run('doctor', '--json');
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.out).findings).toContainEqual(
      expect.objectContaining({ name: 'epoch', verdict: 'problem' }),
    );
  });

  it('gives no guess and lets no PIN in once it was adopted', async () => {
    const { code, out } = await place.run('restore', '--adopt');
    expect(code).toBe(0);
    expect(out).toContain('PINs, passwords and answers wait to be confirmed');
    await place.serving(async (server) => {
      // Which keys were revoked since, nobody knows: their tenant is let in by staff.
      expect(await verify(server, 'ann', PIN)).toBe('unauthenticated');
      await server.admin('PATCH', '/tenants/demo', { suspended: false });
      expect(await verify(server, 'ann', PIN)).toBe('locked');
      await server.advanceClock(100 * 24 * 3600);
      expect(await verify(server, 'ann', PIN)).toBe('locked');
      expect(await verify(server, 'ann', '1111')).toBe('locked');
    });
  });
});

describe('a backup, where the database is gone', () => {
  const place = new Installation();
  let backup: string;
  afterAll(() => place.remove());

  beforeAll(async () => {
    await place.serving(async (server) => {
      await makePerson(server, 'ann', PIN);
      await makePerson(server, 'bea', PIN);
      backup = await place.backup();
      const change = { currentPin: PIN, newPin: NEW_PIN };
      const { body } = await server.call('POST', '/v1/subjects/ann/pin/change', change);
      expect(body['outcome']).toBe('changed');
    });
    place.loseDatabase();
  });

  it('does not begin anew beside the file that knows of the lost one', async () => {
    const { code, err } = await place.run('serve', '--port', '0', '--pad-port', '0');
    expect(code).toBe(1);
    expect(err).toContain('pintumbler restore');
    place.loseDatabase();
  });

  it('is put in force, and says what is in doubt', async () => {
    const foretold = await place.run('restore', backup, '--dry-run');
    expect(foretold.out).toContain('It would be put in force, for there is no database any more');
    const { code, out } = await place.run('restore', backup, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      unknownBecause: 'there is no database any more',
      inDoubt: { suspendedTenants: ['demo'], damaged: 0 },
      mended: null,
    });
    expect(readdirSync(place.dataDir).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it('accepts no PIN before staff confirmed it, and then one that waits for its lock', async () => {
    await place.serving(async (server) => {
      await server.admin('PATCH', '/tenants/demo', { suspended: false });
      expect(await verify(server, 'ann', PIN)).toBe('locked');
      expect(await verify(server, 'bea', PIN)).toBe('locked');
      const why = { reason: 'stood at the desk' };
      await server.admin('POST', '/tenants/demo/subjects/bea/confirm', why);
      expect(await verify(server, 'bea', PIN)).toBe('locked');
      await server.advanceClock(3_600);
      expect(await verify(server, 'bea', PIN)).toBe('verified');
      expect(await verify(server, 'ann', PIN)).toBe('locked');
    });
  });

  it('lets somebody in again who recovers, without staff saying what the PIN was', async () => {
    await place.serving(async (server) => {
      const asked = { factor: 'staff' };
      const { body: started } = await server.call('POST', '/v1/subjects/ann/recoveries', asked);
      const recovery = String(started['id']);
      const why = { reason: 'showed a passport' };
      await server.admin('POST', `/tenants/demo/recoveries/${recovery}/approve`, why);
      const { body: done } = await server.call('POST', `/v1/recoveries/${recovery}/complete`);
      const reset = { newPin: '294817', grant: done['grant'] };
      await server.call('POST', '/v1/subjects/ann/pin/reset', reset);
      expect(await verify(server, 'ann', PIN)).toBe('wrong');
      expect(await verify(server, 'ann', '294817')).toBe('verified');
    });
  });

  it('leaves a trail that verifies, with the restore in it', async () => {
    const { code, out } = await place.run('audit', 'verify', '--json');
    expect(code).toBe(0);
    expect(out).toContain('"outcome":"intact"');
    await place.serving(async (server) => {
      const path = '/tenants/demo/audit?action=database.restore';
      const { body } = await server.admin('GET', path);
      expect(body['entries']).toMatchObject([{ outcome: 'restored', actor: 'system' }]);
    });
  });
});

describe('a backup, where the newest database is there', () => {
  const place = new Installation();
  afterAll(() => place.remove());

  it('brings nothing back, and keeps the stricter counters', async () => {
    const backup = await place.serving(async (server) => {
      await makePerson(server, 'ann', PIN);
      await makePerson(server, 'bea', PIN);
      await makePerson(server, 'gone', PIN);
      await verify(server, 'bea', '1111');
      const file = await place.backup();
      await server.call('POST', '/v1/subjects/ann/pin/change', {
        currentPin: PIN,
        newPin: NEW_PIN,
      });
      for (let guess = 0; guess < 3; guess += 1) await verify(server, 'bea', '1111');
      await server.call('DELETE', '/v1/subjects/gone');
      return file;
    });
    const { code, out } = await place.run('restore', backup, '--json');
    expect(code).toBe(0);
    const restored = JSON.parse(out);
    expect(restored).toMatchObject({ unknownBecause: null, inDoubt: null, mended: { inDoubt: 0 } });
    expect(existsSync(restored.aside)).toBe(true);
    await place.serving(async (server) => {
      expect(await verify(server, 'ann', PIN)).toBe('wrong');
      expect(await verify(server, 'ann', NEW_PIN)).toBe('verified');
      expect(await verify(server, 'gone', PIN)).toBe('subject_not_found');
      const { body } = await server.call('GET', '/v1/subjects/bea/pin');
      expect(body['attemptsRemaining']).toBe(1);
    });
  });
});
