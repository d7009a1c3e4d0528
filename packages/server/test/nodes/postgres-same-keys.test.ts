import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Server } from '../../src/compose.ts';
import { startNode } from '../doctor/run-doctor.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

let database: TestDatabase;
let dirs: TempDir[];
let running: Server[];

beforeEach(async () => {
  database = await makeDatabase();
  dirs = [makeTempDir(), makeTempDir()];
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await database.remove();
  for (const dir of dirs) dir.remove();
});

const folder = (at: number) => dirs[at]?.path ?? '';

async function start(at: number): Promise<Server> {
  const server = await startNode({
    'data-dir': folder(at),
    'database-url': database.url,
    'admin-key': 'k'.repeat(32),
  });
  running.push(server);
  return server;
}

const shareKeyring = () =>
  copyFileSync(join(folder(0), 'keyring.json'), join(folder(1), 'keyring.json'));

describe('a node of several', () => {
  it('does not start without a keyring where there is data, and says where to get it', async () => {
    await start(0);
    await expect(start(1)).rejects.toThrow(/keyring .* is missing.*copy it from another node/s);
    shareKeyring();
    await start(1);
  });

  it('does not start with another keyring, and says where to get the right one', async () => {
    const other = await startNode({ 'data-dir': folder(1) });
    await other.stop();
    await start(0);
    await expect(start(1)).rejects.toThrow(/does not belong to the data.*from a node that runs/);
  });

  it('starts beside one that starts at the same moment with the same keyring', async () => {
    await startNode({ 'data-dir': folder(0) }).then((made) => made.stop());
    shareKeyring();
    const nodes = await Promise.all([start(0), start(1)]);
    for (const { core } of nodes) expect(await core.readTenant('acme')).toBeNull();
  });

  it('is refused when both made a keyring at the same moment: one counts, and goes on', async () => {
    const started = await Promise.allSettled([start(0), start(1)]);
    const refused = started.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(String(refused[0]?.reason)).toMatch(/does not belong to the data|is missing/);
    const winner = started.findIndex(({ status }) => status === 'fulfilled');
    const names = ['keyring.json'];
    for (const name of names)
      copyFileSync(join(folder(winner), name), join(folder(1 - winner), name));
    await start(1 - winner);
  });
});
