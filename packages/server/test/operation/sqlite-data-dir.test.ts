import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

describe('a data directory that holds the database', () => {
  let dir: TempDir;
  let server: ServerProcess;

  beforeEach(async () => {
    dir = makeTempDir();
    server = await startServerProcess(dir.path);
  });
  afterEach(async () => {
    await server.kill();
    await dir.remove();
  });

  it('lets only its owner read it', () => {
    expect(statSync(join(dir.path, 'pintumbler.db')).mode & 0o777).toBe(0o600);
  });

  it('is refused to a second process, and the first goes on', async () => {
    const args = [MAIN, 'serve', '--data-dir', dir.path, '--port', '0', '--pad-port', '0'];
    const second = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/Another Pintumbler process uses the data directory/);
    expect((await server.call('GET', '/health/ready')).status).toBe(200);
  });
});
