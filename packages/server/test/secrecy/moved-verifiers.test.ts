import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

/** Somebody who can write to the database, but has no keys. */
describe('a verifier that was moved by hand', () => {
  let dir: TempDir;
  let server: TestServer;

  beforeEach(async () => {
    dir = makeTempDir();
    server = await startTestServer({ dataDir: dir.path });
    for (const [id, pin] of [
      ['victim', '8305'],
      ['attacker', '739205'],
    ]) {
      await server.call('POST', '/v1/subjects', { id });
      await server.call('PUT', `/v1/subjects/${id}/pin`, { pin });
    }
  });

  afterEach(async () => {
    await server.close();
    await dir.remove();
  });

  async function edit(sql: string): Promise<void> {
    await server.close();
    await runRaw(dir.path, sql);
    server = await startTestServer({ dataDir: dir.path });
  }

  const verify = (id: string, pin: string) =>
    server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin });

  it('from one subject to another opens neither, and is told as an integrity fault', async () => {
    await edit(`UPDATE credentials SET (verifier, version) =
      (SELECT verifier, version FROM credentials WHERE subject = 'attacker')
      WHERE subject = 'victim'`);
    const answer = await verify('victim', '739205');
    expect([answer.status, answer.body['code']]).toEqual([500, 'integrity']);
    // What broke, and where, is for the operator's log.
    expect(answer.text).not.toMatch(/\.[tj]s\b|\bat \w|SELECT|credentials|verifier/);
    expect((await verify('attacker', '739205')).body['outcome']).toBe('verified');
  });

  it('to another purpose of the same subject does not open', async () => {
    const copied = `version, verifier, history, must_change, changed_at, verified_at, tickets,
      forgiven, window_from, spent, failures, step, locked_until, held, held_until`;
    await edit(`INSERT INTO credentials (tenant, subject, purpose, ${copied})
      SELECT tenant, subject, 'transaction', ${copied} FROM credentials WHERE subject = 'victim'`);
    const body = { pin: '8305', purpose: 'transaction' };
    const answer = await server.call('POST', '/v1/subjects/victim/pin/verify', body);
    expect(answer.body['code']).toBe('integrity');
  });

  it('from before a change to after it does not open', async () => {
    const body = { currentPin: '8305', newPin: '271846' };
    await server.call('POST', '/v1/subjects/victim/pin/change', body);
    await server.close();
    const read = "SELECT history FROM credentials WHERE subject = 'victim'";
    const [row] = await runRaw(dir.path, read);
    const [[, sealed]] = JSON.parse(String(row?.['history'])) as [[number, string]];
    const write = "UPDATE credentials SET verifier = ? WHERE subject = 'victim'";
    await runRaw(dir.path, write, Buffer.from(sealed, 'base64'));
    server = await startTestServer({ dataDir: dir.path });
    expect((await verify('victim', '8305')).body['code']).toBe('integrity');
  });
});
