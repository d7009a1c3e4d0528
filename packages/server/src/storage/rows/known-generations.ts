import type { CredentialKey } from '../../core/model/credential.ts';

/** In each of two halves; a full one pushes out the older. About 150 bytes each. */
const KEPT = 50_000;

/**
 * The newest generation this process has seen of each credential that was used lately. A lower bound:
 * other nodes may have gone on. What is pushed out is compared with the audit trail again.
 */
export class KnownGenerations {
  #newer = new Map<string, number>();
  #older = new Map<string, number>();

  newestOf(key: CredentialKey): number | undefined {
    const name = nameOf(key);
    return this.#newer.get(name) ?? this.#older.get(name);
  }

  /** Only of what was committed. */
  saw(key: CredentialKey, generation: number): void {
    const name = nameOf(key);
    const known = this.#newer.get(name) ?? this.#older.get(name) ?? 0;
    if (!this.#newer.has(name) && this.#newer.size >= KEPT) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(name, Math.max(known, generation));
  }
}

function nameOf({ tenant, subject, purpose }: CredentialKey): string {
  return `${tenant}\u0000${subject}\u0000${purpose}`;
}
