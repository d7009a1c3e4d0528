import type { Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import { assertMigrated } from './migrate.ts';
import type { Migration } from './migrations/migrations.ts';
import { selectActivity, selectAudit, toActivity, toAudit } from './queries/audit.ts';
import { bytes } from './queries/column.ts';
import { selectEvents, toEvent } from './queries/events.ts';
import { EXPIRED_AT_ONCE, type Expiry, expired } from './queries/expiry.ts';
import { insertFact, selectFact, touchFact } from './queries/facts.ts';
import { writeTraces } from './traces.ts';

type JournalStore = Pick<
  Store,
  | 'record'
  | 'listEvents'
  | 'listAudit'
  | 'listActivity'
  | 'readFact'
  | 'claimFact'
  | 'probe'
  | 'sweep'
>;

/** What happened, and what the installation knows about itself. */
export function createJournalStore(engine: Engine, migrations: readonly Migration[]): JournalStore {
  return {
    record(tenant, traces) {
      const writes = writeTraces(tenant, traces);
      return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    },

    listEvents: async (limit) => (await engine.query(selectEvents(limit))).map(toEvent),
    listAudit: async (tenant, limit) =>
      (await engine.query(selectAudit(tenant, limit))).map(toAudit),
    listActivity: async (tenant, subject, query) =>
      (await engine.query(selectActivity(tenant, subject, query))).map(toActivity),

    readFact: (name) => readFact(engine, name),

    claimFact: (name, value) => claimFact(engine, name, value),

    async probe() {
      await assertMigrated(engine, migrations);
      // A full disk or a lock held from outside lets everything be read and nothing be charged.
      const writes = [touchFact('probe')];
      await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    },

    async sweep(now) {
      for (const each of expired(now)) await removeAll(engine, each);
    },
  };
}

async function removeAll(engine: Engine, { select, remove }: Expiry): Promise<void> {
  for (;;) {
    const rows = await engine.query(select);
    if (rows.length === 0) return;
    const writes = rows.map(remove);
    await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    if (rows.length < EXPIRED_AT_ONCE) return;
  }
}

export async function readFact(
  engine: Pick<Engine, 'query'>,
  name: string,
): Promise<Uint8Array | null> {
  const [row] = await engine.query(selectFact(name));
  return row === undefined ? null : bytes(row, 'value');
}

export function claimFact(
  engine: Pick<Engine, 'commit'>,
  name: string,
  value: Uint8Array,
): Promise<void> {
  const writes = [insertFact(name, value)];
  return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
}
