import type { ClientKey } from '../model/client-key.ts';
import type { Decision } from './decision.ts';

/** Names a mark of one subject; `id` is whatever counts, such as a client key. */
export interface MarkKey {
  readonly tenant: string;
  readonly subject: string;
  readonly kind: string;
  readonly id: string;
}

/** Client keys, and the guard against what they sent before. They go with their subject. */
export interface ClientKeyStore {
  readClientKey(dialect: string, id: string): Promise<ClientKey | null>;
  listClientKeys(tenant: string, subject: string): Promise<readonly ClientKey[]>;
  /** Those with a name: made by staff, not by a client for itself. */
  listNamedClientKeys(tenant: string): Promise<readonly ClientKey[]>;
  /**
   * `current` is also a key of another tenant or subject. A `next` for another owner than that is
   * refused with the fault `integrity`.
   */
  applyToClientKey<R>(
    dialect: string,
    id: string,
    decide: (current: ClientKey | null) => Decision<ClientKey, R>,
  ): Promise<R>;

  /**
   * Decides about a mark that only moves forward, an unsigned 64-bit number that starts at 0. A
   * `next` below the current one is refused with the fault `integrity`.
   */
  applyToMark<R>(key: MarkKey, decide: (current: bigint) => Decision<bigint, R>): Promise<R>;
}
