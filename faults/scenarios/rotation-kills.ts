import { openPostgresEngine } from '../../packages/server/src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../packages/server/src/storage/engine/sqlite/sqlite-engine.ts';
import { killRotations } from '../../packages/server/test/keys/kill-rotations.ts';
import { makeTempDir } from '../../packages/server/test/support/temp-dir.ts';
import { type Findings, roundsOf, type Scenario, type Setting } from '../scenario.ts';

export const rotationKillsSqlite: Scenario = {
  name: 'kills in a rotation, SQLite',
  what: 'a process that rotates and retires roots is killed again and again; every PIN is opened after each',
  expect: 'nothing',
  run: (setting) => runKills(setting, 'sqlite', roundsOf(setting, 100, 2)),
};

export const rotationKillsPostgres: Scenario = {
  name: 'kills in a rotation, PostgreSQL',
  what: 'the same on PostgreSQL',
  expect: 'nothing',
  run: (setting) => runKills(setting, 'postgres', roundsOf(setting, 100, 2)),
};

export const forgottenRoots: Scenario = {
  name: 'control: seals with a root that is not durable',
  what: 'the same on SQLite with a process that keeps new roots in its memory',
  expect: 'violations',
  run: (setting) => runKills(setting, 'sqlite', 12, 'forgets'),
};

async function runKills(
  setting: Setting,
  engine: 'sqlite' | 'postgres',
  kills: number,
  mistake?: 'forgets',
): Promise<Findings> {
  const dir = makeTempDir();
  const databaseUrl = engine === 'sqlite' ? 'sqlite:' : await setting.makeDatabase();
  try {
    const report = await killRotations({
      ...{ dataDir: dir.path, databaseUrl, kills },
      openEngine: async () =>
        engine === 'sqlite'
          ? openSqliteEngine(dir.path)
          : openPostgresEngine({ addresses: [databaseUrl], writers: 2 }),
      ...(mistake && { mistake }),
    });
    setting.say(`${report.kills} kills, ${report.rotations} rotations`);
    return {
      ...{ rounds: report.kills, operations: report.rotations, unknown: 0, extraGuesses: 0 },
      ...{ lostChanges: report.lost + report.leftOver, wrongAnswers: 0, impossible: 0 },
    };
  } finally {
    await dir.remove();
  }
}
