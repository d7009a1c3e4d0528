import { afterAll, expect, inject, it } from 'vitest';
import { unpackPostgres } from '../packages/server/test/support/postgres/postgres-binaries.ts';
import { runSql } from '../packages/server/test/support/postgres/postgres-server.ts';
import type {} from '../packages/server/test/support/postgres/shared-server.ts';
import { isAsExpected, type Scenario } from './scenario.ts';
import { cutConnections } from './scenarios/cut-connections.ts';
import { asynchronousFailover, synchronousFailover } from './scenarios/failover.ts';
import { faultPointsPostgres, faultPointsSqlite, lateCharge } from './scenarios/fault-points.ts';
import { killStormPostgres, killStormSqlite, noRowLocks } from './scenarios/kill-storm.ts';

/** What takes seconds, and needs no rights and no tools of the machine; `npm run faults` runs all. */
const SLICE: readonly Scenario[] = [
  ...[faultPointsSqlite, faultPointsPostgres, lateCharge],
  ...[killStormSqlite, killStormPostgres, noRowLocks],
  ...[synchronousFailover, asynchronousFailover, cutConnections],
];

const binaries = unpackPostgres();
afterAll(() => binaries.remove());

let databases = 0;

async function makeDatabase(): Promise<string> {
  databases += 1;
  const server = inject('postgresUrl');
  const name = `faults_${process.pid}_${databases}`;
  await runSql(server, `CREATE DATABASE ${name}`);
  return server.replace(/\/postgres$/, `/${name}`);
}

it.each(SLICE.map((scenario) => ({ scenario, ...scenario })))(
  '$name: $expect is found',
  async ({ scenario }) => {
    const remarks: string[] = [];
    const say = (line: string) => remarks.push(line);
    const findings = await scenario.run({ extent: 'slice', say, binaries, makeDatabase });
    if (typeof findings === 'string') throw new Error(findings);
    expect(isAsExpected(scenario, findings), JSON.stringify({ findings, remarks })).toBe(true);
  },
  300_000,
);
