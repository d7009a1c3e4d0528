import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOwnPostgres } from '../../packages/server/test/support/postgres/own-postgres.ts';
import { runSql } from '../../packages/server/test/support/postgres/postgres-server.ts';
import { type EngineName, openArena } from '../target/arena.ts';
import { OWN_TREE } from '../target/source-tree.ts';
import { countLost, type Drill, enrolPeople, steal, writePlainHashes } from './drill.ts';

const DATABASE = 'drill';

/**
 * Steals everything but the keys from real servers whose people have PINs, and cracks it; then the
 * same PINs out of plain hashes, as a control on one engine. Answers whether all of the first and none
 * of the second were kept. Says how far it is.
 */
export async function runDrills(
  people: number,
  engines: readonly EngineName[],
  say: (line: string) => void,
): Promise<boolean> {
  const good: boolean[] = [];
  for (const engine of engines) {
    good.push(await drillOne(engine, people, (line) => say(`${engine}: ${line}`)));
  }
  return good.every(Boolean);
}

async function drillOne(engine: EngineName, people: number, say: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-drill-'));
  const postgres = engine === 'postgres' ? await openPostgres() : undefined;
  const databaseUrl = postgres?.url(DATABASE) ?? 'sqlite:';
  const arena = openArena({
    ...{ engine, say, tree: OWN_TREE, extent: 'full', samples: 0 },
    databaseUrl: async () => databaseUrl,
  });
  try {
    const target = await arena.start({ mode: 'serve' });
    const unlimited = { key: null, source: null, tenant: null };
    await target.admin('PATCH', `/tenants/${target.demo.tenant}`, { rates: unlimited });
    const engineFolder = postgres && { engineFolder: postgres.dataDir };
    const drill: Drill = { arena, target, databaseUrl, folder, say, ...engineFolder };
    const pins = await enrolPeople(drill, people);
    const stolen = await countLost(await steal(drill), pins, say);
    const { keysTried, sealed } = stolen.report;
    say(`${stolen.lost} of ${people} PINs out of ${sealed} sealed hashes with ${keysTried} keys`);
    if (engine === 'postgres') return stolen.lost === 0 && sealed >= people;
    const control = await countLost([writePlainHashes(pins, folder)], pins, say);
    say(`control: ${control.lost} of ${people} PINs out of plain Argon2id hashes`);
    return stolen.lost === 0 && sealed >= people && control.lost === people;
  } finally {
    await arena.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openPostgres() {
  const { server } = await openOwnPostgres();
  await runSql(server.url(), `CREATE DATABASE ${DATABASE}`);
  return server;
}
