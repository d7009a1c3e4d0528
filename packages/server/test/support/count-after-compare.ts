import type { Credential, CredentialKey } from '../../src/core/model/credential.ts';
import type { CredentialDecision } from '../../src/core/ports/decision.ts';
import type { Store } from '../../src/core/ports/store.ts';

const NOTHING = { single: null, challenge: null };

/**
 * The mistake this product exists to avoid, as a store: a charge is answered from what is on disk
 * but written only together with the settlement, after the PIN was compared. Every guess that
 * arrives before the first one is settled sees a full budget.
 */
export function countAfterCompare(store: Store): Store {
  const owed = new Map<string, ((current: Credential) => Credential)[]>();
  const nameOf = ({ tenant, subject, purpose }: CredentialKey) =>
    JSON.stringify([tenant, subject, purpose]);

  return {
    ...store,
    async applyToCredential(key, decide, along) {
      const seen = await store.readCredential(key);
      const decision = decide(seen, NOTHING);
      if (!isCharge(decision)) {
        return store.applyToCredential(
          key,
          (current, read) => {
            const late = owed.get(nameOf(key))?.shift();
            const counted = late === undefined ? current : late(current);
            return { next: counted, ...decide(counted, read) };
          },
          along,
        );
      }
      const waiting = owed.get(nameOf(key)) ?? [];
      waiting.push((current) => decide(current, NOTHING).next ?? current);
      owed.set(nameOf(key), waiting);
      return decision.result;
    },
  };
}

function isCharge(decision: CredentialDecision<unknown>): boolean {
  const result = decision.result as { readonly result?: string } | undefined;
  return result?.result === 'charged';
}
