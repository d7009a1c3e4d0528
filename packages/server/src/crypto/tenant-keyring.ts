import { createSecretKey, randomBytes } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import { hasNoKeyOfItsOwn } from '../core/model/tenant-key.ts';
import type { FoundTenantKey } from '../core/ports/key-store.ts';
import { openSealed } from './aes-sealer.ts';
import type { Keyring, KeySource } from './keyring.ts';
import { OwnKeys, type SealFormat, type TenantKeys } from './tenant-keyset.ts';

/** The secret of a tenant that is gone is forgotten by every node within this time. */
export const TENANT_KEYS_KEPT_MS = 30_000;
/** More tenants than this are not busy at a time; the one read longest ago goes first. */
const TENANTS_KEPT = 4_096;

export interface TenantKeyringParts {
  readonly keyring: Keyring;
  readonly findTenantKey: (tenant: string) => Promise<FoundTenantKey>;
  /** Looks whether the keyring's place has a root meanwhile. */
  readonly lookFor: (rootId: string) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

interface Kept {
  readonly keys: TenantKeys;
  /** What it was made from, to tell whether that is still there. */
  readonly from: string;
  readonly until: number;
}

/**
 * The keyring with the secrets of tenants, which are read from the database, opened and kept in memory
 * for {@link TENANT_KEYS_KEPT_MS}: no request waits for them but the first. Whether a tenant has one
 * that is not there any more is known for good, and then nothing opens.
 */
export class TenantKeyring implements KeySource {
  readonly #parts: TenantKeyringParts;
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new Map<string, Promise<TenantKeys>>();

  constructor(parts: TenantKeyringParts) {
    this.#parts = parts;
  }

  get activeId(): string {
    return this.#parts.keyring.activeId;
  }

  of(tenant: string): TenantKeys | Promise<TenantKeys> {
    if (hasNoKeyOfItsOwn(tenant)) return this.#parts.keyring.of(tenant);
    const kept = this.#kept.get(tenant);
    if (kept !== undefined && kept.until > this.#parts.now()) return kept.keys;
    const reading = this.#reading.get(tenant) ?? this.#read(tenant);
    this.#reading.set(tenant, reading);
    return reading;
  }

  async lookFor(rootId: string): Promise<void> {
    if (!this.#parts.keyring.has(rootId)) await this.#parts.lookFor(rootId);
  }

  /** The next use of each reads it anew. */
  forget(): void {
    this.#kept.clear();
    this.#reading.clear();
  }

  async #read(tenant: string): Promise<TenantKeys> {
    try {
      const found = await this.#parts.findTenantKey(tenant);
      // One that is not there may be made at any moment, by another node: nothing of it is kept.
      if (!found.exists && found.key === null) return this.#parts.keyring.of(tenant);
      const from = nameOf(found);
      const before = this.#kept.get(tenant);
      // The same object while nothing changed: key pairs that were made from it are kept with it.
      const keys = before?.from === from ? before.keys : await this.#open(tenant, found);
      this.#keep(tenant, { keys, from, until: this.#parts.now() + TENANT_KEYS_KEPT_MS });
      return keys;
    } finally {
      this.#reading.delete(tenant);
    }
  }

  async #open(tenant: string, { key }: FoundTenantKey): Promise<TenantKeys> {
    const { keyring } = this.#parts;
    if (key === null) return keyring.of(tenant);
    if (key.sealed === null) return SHREDDED;
    const context = { tenant: '', label: 'tenant-key', binding: [tenant] };
    const secret = await openSealed(this.#installation, context, key.sealed);
    return new OwnKeys(keyring, tenant, { secret, digests: key.digests });
  }

  get #installation(): KeySource {
    return {
      activeId: this.activeId,
      of: (tenant) => this.#parts.keyring.of(tenant),
      lookFor: (rootId) => this.lookFor(rootId),
    };
  }

  #keep(tenant: string, kept: Kept): void {
    this.#kept.delete(tenant);
    this.#kept.set(tenant, kept);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > TENANTS_KEPT && !oldest.done) this.#kept.delete(oldest.value);
  }
}

/** Another text for another secret, also for the same one sealed anew. */
function nameOf({ key }: FoundTenantKey): string {
  if (key === null) return 'none';
  if (key.sealed === null) return 'shredded';
  return `${key.digests} ${Buffer.from(key.sealed).toString('base64')}`;
}

function shredded(): Fault {
  return new Fault('integrity', 'The keys of this tenant were thrown away with it.', {
    internal: 'the key of the tenant is shredded',
  });
}

/** Of a tenant that was deleted: opens nothing, and matches nothing that was ever stored. */
class ShreddedKeys implements TenantKeys {
  readonly shredded = true;
  readonly format: SealFormat = 2;

  sealingKey(): never {
    throw shredded();
  }

  digestKey() {
    return createSecretKey(randomBytes(32));
  }

  seed(): never {
    throw shredded();
  }
}

const SHREDDED = new ShreddedKeys();
