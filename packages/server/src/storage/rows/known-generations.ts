import type { CredentialKey } from '../../core/model/credential.ts';
import { RecentMap } from './recent-map.ts';

/** About 150 bytes each. */
const KEPT = 50_000;

/**
 * The newest generation this process has seen of each credential that was used lately. A lower bound:
 * other nodes may have gone on. What is pushed out is compared with the audit trail again.
 */
export class KnownGenerations {
  readonly #newest = new RecentMap<number>(KEPT);

  newestOf(key: CredentialKey): number | undefined {
    return this.#newest.get(nameOf(key));
  }

  /** Only of what was committed. */
  saw(key: CredentialKey, generation: number): void {
    const name = nameOf(key);
    this.#newest.set(name, Math.max(this.#newest.get(name) ?? 0, generation));
  }
}

function nameOf({ tenant, subject, purpose }: CredentialKey): string {
  return `${tenant}\u0000${subject}\u0000${purpose}`;
}
