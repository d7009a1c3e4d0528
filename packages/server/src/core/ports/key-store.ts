import type { AuditEntry } from '../model/audit.ts';
import type { Instant } from '../model/instant.ts';
import type { KeyRotation, NodeNote, SealedRowKey } from '../model/key-rotation.ts';
import type { SealedTable } from '../model/sealed-tables.ts';
import type { TenantKey } from '../model/tenant-key.ts';

/** Sealed values of one row, as they are stored: nothing about it was checked. */
export interface SealedRow {
  readonly key: SealedRowKey;
  /** Whose keys they are under; empty for those of the installation. */
  readonly tenant: string;
  readonly values: readonly Uint8Array[];
}

/** What a decision about the rotation leaves behind, all of it or nothing. */
export interface RotationDecision<R> {
  readonly next?: KeyRotation;
  /** The fact that names the roots in force, as it is stored. */
  readonly roots?: Uint8Array;
  readonly audit?: readonly AuditEntry[];
  readonly result: R;
}

export interface FoundTenantKey {
  /** Whether there is such a tenant; one that is being deleted is none. */
  readonly exists: boolean;
  readonly key: TenantKey | null;
}

/** Keys as they are kept with the data: sealed, or only named. */
export interface KeyStore {
  findTenantKey(tenant: string): Promise<FoundTenantKey>;
  /** Ids of tenants without a key of their own, some at a time. */
  listKeylessTenants(limit: number): Promise<readonly string[]>;
  /** Gives a tenant its key, unless it has or had one: of two at once the first one counts. */
  claimTenantKey(key: TenantKey): Promise<void>;
  /** Puts `to` in the place of exactly `from`; `false`: something else was there. */
  replaceTenantKey(tenant: string, from: Uint8Array, to: Uint8Array): Promise<boolean>;
  /** The same for a fact. */
  replaceFact(name: string, from: Uint8Array, to: Uint8Array): Promise<boolean>;

  /** Rows with sealed values, of every tenant, by their key; those after one, or the first. */
  walkSealed(
    table: SealedTable,
    after: SealedRowKey | null,
    limit: number,
  ): Promise<readonly SealedRow[]>;

  /** The newest one. */
  readRotation(): Promise<KeyRotation | null>;
  /** Decides with the newest rotation and the fact that names the roots, both as of one moment. */
  applyToRotation<R>(
    decide: (current: KeyRotation | null, roots: Uint8Array | null) => RotationDecision<R>,
  ): Promise<R>;

  listNodes(): Promise<readonly NodeNote[]>;
  noteNode(node: NodeNote): Promise<void>;
  dropNode(id: string): Promise<void>;

  /**
   * Takes the key of a tenant away and hides the tenant, in one transaction with the audit entries.
   * From then on nothing of it opens. `false` unless `mayGo` holds for the tenant as it is then.
   */
  shredTenant(
    tenant: string,
    at: Instant,
    mayGo: (suspendedAt: Instant | null) => boolean,
    audit: readonly AuditEntry[],
  ): Promise<boolean>;
  /** Tenants whose key is gone and whose rows may not all be. */
  listLeavingTenants(): Promise<readonly TenantKey[]>;
  /** Removes some rows of a tenant; answers how many. 0: none are left. */
  removeRows(tenant: string, limit: number): Promise<number>;
  noteRemoved(tenant: string, at: Instant, audit: readonly AuditEntry[]): Promise<void>;
}
