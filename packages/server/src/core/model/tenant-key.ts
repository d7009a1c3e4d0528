import type { Instant } from './instant.ts';
import { OPERATORS_TENANT } from './operator.ts';

export const TENANT_SECRET_BYTES = 32;

/**
 * The secret one tenant's keys are derived from, besides the root. Without it nothing that was
 * sealed under it opens, whoever has the root.
 */
export interface TenantKey {
  readonly tenant: string;
  /** Sealed under the root; `null`: shredded, and what is left says so for good. */
  readonly sealed: Uint8Array | null;
  /**
   * Whether digests and key pairs depend on it as well: of tenants that had it from the first day. For
   * others they stay as they were, for what is looked up by them is stored.
   */
  readonly digests: boolean;
  readonly createdAt: Instant;
  readonly shreddedAt: Instant | null;
  /** When the last row of a shredded tenant was gone. */
  readonly removedAt: Instant | null;
}

/** What the installation itself seals, and its operators: nobody deletes them, so they need no key. */
export function hasNoKeyOfItsOwn(tenant: string): boolean {
  return tenant === '' || tenant === OPERATORS_TENANT;
}
