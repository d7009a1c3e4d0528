import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/core/fault.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { databaseOf, removeDatabaseOf } from '../support/postgres/database.ts';
import { openTestCore } from '../support/test-core.ts';
import { commands, FIRST_STEPS, type Side } from './commands.ts';
import { namedByFirstSight, numberedRandom } from './numbered-random.ts';

const RUNS = 10;
const PEOPLE = ['ann', 'ben'];

/** Two worlds alike in everything but where they keep their data. */
async function openBoth(): Promise<{ sides: readonly [Side, Side]; close: () => Promise<void> }> {
  let database = '';
  const sqlite = await openTestCore({
    random: numberedRandom(),
    openEngine: async (dir) => openSqliteEngine(dir),
  });
  const postgres = await openTestCore({
    random: numberedRandom(),
    openEngine: async (dir) => {
      database = dir;
      return openPostgresEngine({ addresses: [await databaseOf(dir)], writers: 3 });
    },
  });
  return {
    sides: [
      { opened: sqlite, kept: {}, seen: new Map() },
      { opened: postgres, kept: {}, seen: new Map() },
    ],
    close: async () => {
      await Promise.all([sqlite.close(), postgres.close()]);
      await removeDatabaseOf(database);
    },
  };
}

/** What came of a command: an answer, or the code of the fault. */
async function ended(answer: Promise<unknown>, { seen }: Side): Promise<unknown> {
  return answer.then(
    (value) => ({ answered: namedByFirstSight(value ?? null, seen) }),
    (fault: Fault) => ({ fault: fault.code ?? String(fault) }),
  );
}

/** Everything that stays, without what chance made: seals, and ids of what happened at once. */
async function remains({ opened: { ports, call } }: Side): Promise<unknown> {
  const { store } = ports;
  const credentials = PEOPLE.map((subject) =>
    store.readCredential({ tenant: call.tenant.id, subject, purpose: 'login' }),
  );
  const events = await store.listEvents(1_000);
  const audit = await store.listAudit(call.tenant.id, 1_000);
  return {
    credentials: (await Promise.all(credentials)).map(({ verifier, history, ...rest }) => ({
      ...rest,
      verifiers: [verifier, ...history].map((each) => each?.kind ?? null),
    })),
    subjects: await Promise.all(PEOPLE.map((id) => store.readSubject(call.tenant.id, id))),
    events: events.map(({ type, subject, at }) => `${at} ${type} ${subject}`).toSorted(),
    audit: audit.map(({ at, action, outcome, subject }) =>
      [at, action, outcome, subject].join(' '),
    ),
  };
}

describe('SQLite and PostgreSQL', () => {
  it('give the same answers and keep the same state, whatever is done in whatever order', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const { sides, close } = await openBoth();
        try {
          for (const { name, run } of sequence) {
            const [one, other] = await Promise.all(sides.map((side) => ended(run(side), side)));
            expect(other, name).toEqual(one);
            met.add(outcomeOf(one));
          }
          const [left, right] = await Promise.all(sides.map(remains));
          expect(right).toEqual(left);
        } finally {
          await close();
        }
      }),
      { numRuns: RUNS, endOnFailure: false, examples: [[FIRST_STEPS]] },
    );
    // Sequences that never get anywhere would show nothing.
    expect([...met]).toEqual(expect.arrayContaining(['verified', 'wrong', 'locked']));
    expect(met.size).toBeGreaterThan(15);
  }, 240_000);
});

function outcomeOf(end: unknown): string {
  const { answered, fault } = end as { answered?: { outcome?: string }; fault?: string };
  return answered?.outcome ?? fault ?? 'nothing';
}
