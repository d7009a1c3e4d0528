import type { Clock } from '../core/ports/clock.ts';
import type { Store } from '../core/ports/store.ts';
import { createBudgetStore } from './budget-store.ts';
import { createChallengeStore } from './challenge-store.ts';
import { createClientKeyStore } from './client-key-store.ts';
import { createCredentialStore } from './credential-store.ts';
import { createDeliveryStore } from './delivery-store.ts';
import type { Engine } from './engine/engine.ts';
import { createInspectionStore } from './inspection-store.ts';
import { createJournalStore } from './journal-store.ts';
import { createMessageStore } from './message-store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import { refuseUnfinishedImport } from './moving/refuse-unfinished-import.ts';
import { createOperatorStore } from './operator-store.ts';
import { releaseAllLeases } from './queries/deliveries.ts';
import { releaseAllMessages } from './queries/messages.ts';
import { releaseAllClaims } from './queries/receipts.ts';
import { createReceiptStore } from './receipt-store.ts';
import { createRecoveryStore } from './recovery-store.ts';
import { createSignInStore } from './sign-in-store.ts';
import { createSubjectStore } from './subject-store.ts';
import { createTenantStore } from './tenant-store.ts';
import { createWebhookStore } from './webhook-store.ts';

/** Opens the store on an engine: brings the schema up to date and clears what a crash left. */
export async function openStore(
  engine: Engine,
  clock: Clock,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Store> {
  await migrate(engine, () => clock.now(), migrations);
  await refuseUnfinishedImport(engine);
  if (engine.profile.exclusive) {
    // Nobody else can be at these calls and deliveries: who claimed them died with the process.
    const writes = [releaseAllClaims(), releaseAllLeases(), releaseAllMessages()];
    await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  }
  return {
    ...createBudgetStore(engine),
    ...createTenantStore(engine),
    ...createSubjectStore(engine),
    ...createCredentialStore(engine, clock),
    ...createClientKeyStore(engine),
    ...createInspectionStore(engine),
    ...createChallengeStore(engine),
    ...createWebhookStore(engine),
    ...createDeliveryStore(engine),
    ...createRecoveryStore(engine),
    ...createMessageStore(engine),
    ...createSignInStore(engine),
    ...createReceiptStore(engine),
    ...createOperatorStore(engine),
    ...createJournalStore(engine, migrations),
  };
}
