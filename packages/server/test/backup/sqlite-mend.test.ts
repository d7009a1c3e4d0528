import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { Installation, makePerson, verify } from './installation.ts';

const PIN = '8305';
const place = new Installation();
let backup: string;
afterAll(() => place.remove());

beforeAll(async () => {
  await place.serving(async (server) => {
    for (const id of ['edited', 'missing', 'whole']) await makePerson(server, id, PIN);
    backup = await place.backup();
    await verify(server, 'edited', '1111');
  });
  await runRaw(place.dataDir, `UPDATE credentials SET spent = 0 WHERE subject = 'edited'`);
  await runRaw(place.dataDir, `DELETE FROM credentials WHERE subject = 'missing'`);
});

describe('rows of the newest database that somebody edited or removed', () => {
  it('come from the backup, in doubt, and are servable again', async () => {
    await place.serving(async (server) => {
      expect(await verify(server, 'edited', PIN)).toBe('integrity');
      expect(await verify(server, 'missing', PIN)).toBe('integrity');
    });
    const { code, out } = await place.run('restore', backup, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ mended: { inDoubt: 2, damaged: 0 } });
    await place.serving(async (server) => {
      expect(await verify(server, 'whole', PIN)).toBe('verified');
      for (const id of ['edited', 'missing']) {
        expect(await verify(server, id, PIN)).toBe('locked');
        const why = { reason: 'was here' };
        await server.admin('POST', `/tenants/demo/subjects/${id}/confirm`, why);
        expect(await verify(server, id, PIN)).toBe('locked');
      }
      await server.advanceClock(3_600);
      for (const id of ['edited', 'missing'])
        expect(await verify(server, id, PIN)).toBe('verified');
    });
  });
});

describe('an epoch file that is gone', () => {
  it('stops the start, until somebody answers for the database', async () => {
    const file = join(place.dataDir, 'keyring.json.epoch');
    rmSync(file);
    const { code, err } = await place.run('serve', '--port', '0', '--pad-port', '0');
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('is missing') });
    const { out } = await place.run('restore', '--adopt', '--newest');
    expect(out).toContain('on your word');
    await place.serving(async (server) => {
      expect(await verify(server, 'whole', PIN)).toBe('verified');
      const path = '/tenants/demo/audit?action=database.restore&limit=1';
      const { body } = await server.admin('GET', path);
      expect(JSON.stringify(body['entries'])).toContain('on the word of who ran');
    });
  });
});
