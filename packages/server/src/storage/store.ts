import type { Clock } from '../core/ports/clock.ts';
import type { Store } from '../core/ports/store.ts';
import { createCredentialStore } from './credential-store.ts';
import type { Engine } from './engine/engine.ts';
import { createJournalStore } from './journal-store.ts';
import { migrate } from './migrate.ts';
import { releaseAllClaims } from './queries/receipts.ts';
import { createReceiptStore } from './receipt-store.ts';
import { createRecoveryStore } from './recovery-store.ts';
import { createSubjectStore } from './subject-store.ts';
import { createTenantStore } from './tenant-store.ts';

/** Opens the store on an engine: brings the schema up to date and clears what a crash left. */
export async function openStore(engine: Engine, clock: Clock): Promise<Store> {
  await migrate(engine, () => clock.now());
  if (engine.profile.exclusive) {
    // Nobody else can be running these calls: they died with the process that claimed them.
    const writes = [releaseAllClaims()];
    await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  }
  return {
    ...createTenantStore(engine),
    ...createSubjectStore(engine),
    ...createCredentialStore(engine, clock),
    ...createRecoveryStore(engine),
    ...createReceiptStore(engine),
    ...createJournalStore(engine),
  };
}
