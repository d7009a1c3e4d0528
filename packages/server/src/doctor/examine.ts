import { resolve } from 'node:path';
import type { Config } from '../config/settings.ts';
import { lookAtPostgres } from '../storage/engine/postgres/look-at-postgres.ts';
import { lookAtSqlite } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { checkAdminKey } from './check-admin-key.ts';
import { checkChannels } from './check-channels.ts';
import { checkClock } from './check-clock.ts';
import { checkConnections } from './check-connections.ts';
import { checkConsoleUrl } from './check-console-url.ts';
import { checkDataDir } from './check-data-dir.ts';
import { checkDiskSpace } from './check-disk-space.ts';
import { checkEncryption } from './check-encryption.ts';
import { checkEpoch } from './check-epoch.ts';
import { checkHosts } from './check-hosts.ts';
import { checkKeyring } from './check-keyring.ts';
import { checkOtherProcess } from './check-other-process.ts';
import { checkPadUrl } from './check-pad-url.ts';
import { checkPooler } from './check-pooler.ts';
import { checkRows } from './check-rows.ts';
import { checkSchema } from './check-schema.ts';
import { checkServerSettings } from './check-server-settings.ts';
import { checkStandby } from './check-standby.ts';
import { findKeyring } from './find-keyring.ts';
import { type Finding, problem } from './finding.ts';
import type { Scene } from './scene.ts';

/** In the order in which things have to be mended. */
const CHECKS: readonly [string, (scene: Scene) => Promise<readonly Finding[]>][] = [
  ['data directory', checkDataDir],
  ['disk space', checkDiskSpace],
  ['other process', checkOtherProcess],
  ['database', checkHosts],
  ['encryption', checkEncryption],
  ['server', checkServerSettings],
  ['standby', checkStandby],
  ['connections', checkConnections],
  ['pooler', checkPooler],
  ['clock', checkClock],
  ['schema', checkSchema],
  ['keyring', checkKeyring],
  ['rows', checkRows],
  ['epoch', checkEpoch],
  ['admin key', checkAdminKey],
  ['pad url', checkPadUrl],
  ['console url', checkConsoleUrl],
  ['messages', checkChannels],
];

/** Looks at everything a server with this configuration relies on. Writes nothing. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const scene = await lookAround(config);
  try {
    const findings: Finding[] = [];
    for (const [name, check] of CHECKS) {
      findings.push(...(await check(scene).catch((error: unknown) => [broken(name, error)])));
    }
    return findings;
  } finally {
    await scene.close();
  }
}

async function lookAround(config: Config): Promise<Scene & { close(): Promise<void> }> {
  const { databaseUrl } = config;
  const dataDir = resolve(config.dataDir);
  const found = await findKeyring(config);
  if (databaseUrl.engine === 'postgres') {
    const postgres = await lookAtPostgres(databaseUrl.addresses);
    const look = postgres.sessions === null ? null : postgres;
    return { config, dataDir, found, look, postgres, close: () => postgres.close() };
  }
  const look = lookAtSqlite(dataDir);
  return { config, dataDir, found, look, postgres: null, close: async () => look?.close() };
}

/** A look that failed is told like what it looked for. */
function broken(name: string, error: unknown): Finding {
  const said = error instanceof Error ? error.message : String(error);
  return problem(name, said, 'It could not be looked at. Mend what it says and ask again.');
}
