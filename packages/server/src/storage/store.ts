import type { Clock } from '../core/ports/clock.ts';
import type { RowCrypto } from '../core/ports/row-crypto.ts';
import type { Store } from '../core/ports/store.ts';
import { createBudgetStore } from './budget-store.ts';
import { createChallengeStore } from './challenge-store.ts';
import { createClientKeyStore } from './client-key-store.ts';
import { createCredentialStore } from './credential-store.ts';
import { createDeliveryStore } from './delivery-store.ts';
import type { Engine } from './engine/engine.ts';
import { createGuessStore } from './guess-store.ts';
import { createInspectionStore } from './inspection-store.ts';
import { claimFact, createJournalStore, readFact } from './journal-store.ts';
import { createKeyStore } from './key-store.ts';
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
import { refuseUnfinishedRestore } from './restoring/restore-mark.ts';
import { authenticateOldRows } from './rows/authenticate-old-rows.ts';
import { type OnDamage, RowGuard } from './rows/row-guard.ts';
import { damageTeller } from './rows/tell-damage.ts';
import { createSignInStore } from './sign-in-store.ts';
import { createSubjectStore } from './subject-store.ts';
import { createTenantStore } from './tenant-store.ts';
import { createWebhookStore } from './webhook-store.ts';

/** Brings the schema up to date. What it hands out needs no keys: whether there are any is told by it. */
export async function prepareDatabase(
  engine: Engine,
  { clock, migrations = MIGRATIONS }: Pick<StoreParts, 'clock' | 'migrations'>,
): Promise<Pick<Store, 'readFact' | 'claimFact' | 'findTenantKey'>> {
  await migrate(engine, () => clock.now(), migrations);
  await refuseUnfinishedImport(engine);
  await refuseUnfinishedRestore(engine);
  return {
    readFact: (name) => readFact(engine, name),
    claimFact: (name, value) => claimFact(engine, name, value),
    findTenantKey: createKeyStore(engine).findTenantKey,
  };
}

export interface StoreParts {
  readonly clock: Clock;
  /** Keys that rows are authenticated with. */
  readonly rows: RowCrypto;
  /** Hears of rows that are not as they were written. */
  readonly onDamage?: OnDamage;
  /** Hears how many rows of a table from before rows were authenticated are so far. */
  readonly onOldRows?: (table: string, done: number) => void;
  /** Whether it is known from outside the database that its rows were authenticated before. */
  readonly sealedBefore?: boolean;
  readonly migrations?: readonly Migration[];
}

/** Opens the store on an engine: brings the schema up to date and clears what a crash left. */
export async function openStore(engine: Engine, parts: StoreParts): Promise<Store> {
  const { clock, migrations = MIGRATIONS } = parts;
  await prepareDatabase(engine, parts);
  const { onOldRows: say = () => undefined, sealedBefore = false } = parts;
  await authenticateOldRows({ engine, crypto: parts.rows, sealedBefore, say });
  const { onDamage = () => undefined } = parts;
  const guard = new RowGuard(parts.rows, damageTeller({ engine, clock, onDamage }));
  if (engine.profile.exclusive) {
    // Nobody else can be at these calls and deliveries: who claimed them died with the process.
    const writes = [releaseAllClaims(), releaseAllLeases(), releaseAllMessages()];
    await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  }
  return {
    ...createBudgetStore(engine),
    ...createTenantStore(engine, guard),
    ...createSubjectStore(engine, clock, guard),
    ...createCredentialStore(engine, clock, guard),
    ...createClientKeyStore(engine, guard),
    ...createInspectionStore(engine, guard),
    ...createGuessStore(engine),
    ...createChallengeStore(engine),
    ...createWebhookStore(engine),
    ...createDeliveryStore(engine),
    ...createRecoveryStore(engine, guard),
    ...createMessageStore(engine, guard),
    ...createSignInStore(engine),
    ...createReceiptStore(engine),
    ...createOperatorStore(engine, guard),
    ...createJournalStore(engine, migrations),
    ...createKeyStore(engine),
  };
}
