import { afterAll, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { runCommand } from '../support/run-command.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const PIN = '8305';
const dir = makeTempDir();
afterAll(() => dir.remove());

async function verify(server: ServerProcess, pin: string): Promise<unknown> {
  const { body } = await server.call('POST', '/v1/subjects/ann/pin/verify', { pin });
  return body['outcome'] ?? body['code'];
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function epochNow(): Promise<Uint8Array> {
  const [row] = await runRaw(dir.path, `SELECT value FROM facts WHERE name = 'epoch'`);
  return row?.['value'] as Uint8Array;
}

describe('a database on PostgreSQL that fell behind', () => {
  it('is told of by the node that saw more, and not started on before somebody answers', async () => {
    let server = await startServerProcess(dir.path);
    await server.call('POST', '/v1/subjects', { id: 'ann' });
    await server.call('PUT', '/v1/subjects/ann/pin', { pin: PIN });
    const before = await epochNow();
    await until(async () => {
      await verify(server, PIN);
      return !Buffer.from(await epochNow()).equals(Buffer.from(before));
    });
    // As a standby has it that was promoted without the last commits.
    await runRaw(dir.path, `UPDATE facts SET value = ? WHERE name = 'epoch'`, before);
    await verify(server, PIN);
    await until(() => server.stderr().includes('has lost commits'));
    await server.terminate();

    await expect(startServerProcess(dir.path)).rejects.toThrow(/commits were lost in a failover/);
    const adopted = await runCommand(dir.path, 'restore', '--adopt');
    expect(adopted).toMatchObject({
      code: 0,
      out: expect.stringContaining('wait to be confirmed'),
    });
    server = await startServerProcess(dir.path);
    const headers = { authorization: `Bearer ${server.demo.adminKey}` };
    await server.call('PATCH', '/admin/v1/tenants/demo', { suspended: false }, headers);
    expect(await verify(server, PIN)).toBe('locked');
    await server.call('POST', '/admin/v1/tenants/demo/confirmations', { reason: 'ours' }, headers);
    const { body } = await server.call('GET', '/v1/subjects/ann/pin');
    expect(body['lockedUntil']).not.toBeNull();
    await server.terminate();
  }, 180_000);
});
