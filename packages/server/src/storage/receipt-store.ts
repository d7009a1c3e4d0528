import { MINUTE_MS } from '../core/model/instant.ts';
import type { ReceiptClaim, Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import {
  insertClaim,
  releaseReceipt,
  type StoredReceipt,
  selectReceipt,
  takeClaimOver,
  toReceipt,
} from './queries/receipts.ts';

type ReceiptStore = Pick<Store, 'claimReceipt' | 'readReceipt' | 'releaseReceipt'>;

/**
 * A claim older than this belongs to a process that died: every answer is given well before. Its
 * call had no effect either, because effect and outcome are written in one transaction.
 */
const CLAIM_LEASE_MS = MINUTE_MS;

export function createReceiptStore(engine: Engine): ReceiptStore {
  return {
    claimReceipt(tenant, target, digest, now) {
      return engine.commit<ReceiptClaim>({
        reads: [selectReceipt(tenant, target)],
        decide: ([row]) => {
          const held = row === undefined ? undefined : toReceipt(row);
          const answer = held && answerHeld(held, digest, now);
          if (answer !== undefined) return { writes: [], result: answer };
          const claim = row === undefined ? insertClaim : takeClaimOver;
          const writes = [claim(tenant, target, digest, now)];
          return { writes, result: { claim: 'fresh', receipt: target } };
        },
      });
    },

    async readReceipt(tenant, key, now) {
      const [row] = await engine.query(selectReceipt(tenant, key));
      const held = row === undefined ? undefined : toReceipt(row);
      return held === undefined || held.expiresAt <= now ? null : (held.outcome?.value ?? null);
    },

    releaseReceipt(tenant, key) {
      const writes = [releaseReceipt(tenant, key)];
      return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    },
  };
}

/** `undefined` when the key is free to be claimed. */
function answerHeld(held: StoredReceipt, digest: string, now: number): ReceiptClaim | undefined {
  if (held.expiresAt <= now) return undefined;
  if (held.digest !== digest) return { claim: 'conflict' };
  if (held.outcome !== null) return { claim: 'repeat', outcome: held.outcome.value };
  return now - held.claimedAt < CLAIM_LEASE_MS ? { claim: 'in_progress' } : undefined;
}
