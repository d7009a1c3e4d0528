import { chownSync, cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { type PostgresBinaries, unpackPostgres } from '../support/postgres/postgres-binaries.ts';
import {
  type PostgresServer,
  removeCluster,
  runSql,
  startPostgres,
} from '../support/postgres/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { diagnose } from './run-doctor.ts';

const dir = makeTempDir();
const said = (text: RegExp) => expect.stringMatching(text);
let binaries: PostgresBinaries;
let primary: PostgresServer;
let standby: PostgresServer;

beforeAll(async () => {
  binaries = unpackPostgres();
  const first = await startPostgres({ binaries });
  await runSql(first.url(), "CREATE ROLE plain LOGIN PASSWORD 'x'");
  await first.stop();
  const copy = copyCluster(first.dataDir);
  primary = await startPostgres({ binaries, dataDir: first.dataDir });
  const conninfo = `host=127.0.0.1 port=${primary.port} user=postgres application_name=second`;
  const settings = [`primary_conninfo = '${conninfo}'`];
  standby = await startPostgres({ binaries, dataDir: copy, settings });
});

afterAll(async () => {
  await primary.stop();
  await standby.stop();
  removeCluster(primary);
  removeCluster(standby);
  binaries.remove();
  dir.remove();
});

/** A cluster that nobody uses, copied to be a standby of it. */
function copyCluster(from: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'pintumbler-cluster-'));
  cpSync(from, copy, { recursive: true });
  writeFileSync(join(copy, 'standby.signal'), '');
  const { account } = binaries;
  if (account !== undefined) {
    const inside = readdirSync(copy, { recursive: true, encoding: 'utf8' });
    for (const path of ['.', ...inside]) {
      chownSync(join(copy, path), account.uid, account.gid);
    }
  }
  return copy;
}

const examine = (url = primary.url()) =>
  diagnose({ 'data-dir': dir.path, 'database-url': url, 'admin-key': 'k'.repeat(32) });

/** Sets something of the primary, and waits until the finding is what it should then be. */
async function setAndExpect(setting: string, name: string, expected: object): Promise<void> {
  await runSql(primary.url(), `ALTER SYSTEM SET ${setting}`);
  await runSql(primary.url(), 'SELECT pg_reload_conf()');
  let found: Finding | undefined;
  for (let turn = 0; turn < 100; turn += 1) {
    found = (await examine()).of(name);
    if (expect.objectContaining(expected).asymmetricMatch(found)) return;
    await wait(50);
  }
  expect(found).toMatchObject(expected);
}

describe('pintumbler doctor with a standby', () => {
  it('says that a failover to one nobody waits for hands guesses back', async () => {
    const attached = { verdict: 'problem', todo: said(/hand guesses back/) };
    await setAndExpect("synchronous_standby_names = ''", 'standby', attached);
  });

  it('is content with one that commits wait for', async () => {
    const synchronous = { verdict: 'ok', looked: said(/1 synchronous/) };
    await setAndExpect("synchronous_standby_names = 'second'", 'standby', synchronous);
  });

  it('sees that commits wait for another one than those attached', async () => {
    const astray = { verdict: 'problem', todo: said(/application_name/) };
    await setAndExpect("synchronous_standby_names = 'third'", 'standby', astray);
  });

  it('names the standby in a list of hosts, and refuses it alone', async () => {
    const both = primary
      .url()
      .replace(`:${primary.port}`, `:${standby.port},127.0.0.1:${primary.port}`);
    const listed = (await examine(both)).findings.filter(({ name }) => name === 'database');
    expect(listed).toMatchObject([
      { verdict: 'ok', looked: said(/a standby/) },
      { verdict: 'ok', looked: said(/takes writes/) },
    ]);
    expect((await examine(standby.url())).of('database').verdict).toBe('problem');
  });

  it('says when its role may not see what standbys are', async () => {
    const url = primary.url().replace('postgres@', 'plain:x@');
    expect((await examine(url)).of('standby')).toMatchObject({
      verdict: 'warning',
      todo: said(/pg_monitor/),
    });
  });

  it.each(['fsync', 'full_page_writes'])('sees that %s is off', async (name) => {
    const off = { verdict: 'problem', looked: 'off' };
    await setAndExpect(`${name} = off`, name, off);
  });

  it('sees that commits wait for one that is gone', async () => {
    await standby.stop();
    await setAndExpect("synchronous_standby_names = 'second'", 'standby', {
      verdict: 'problem',
      looked: said(/^0 attached/),
    });
  });
});
