import { createHmac, type KeyObject } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import { RootKeys, type TenantKeys } from './tenant-keyset.ts';

const FINGERPRINT_CHARACTERS = 16;

/** One root secret and the name sealed values know it by. */
export interface RootKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

export interface KeyringContent {
  /** Id of the root that seals from now on; the others only open. */
  readonly active: string;
  readonly roots: readonly RootKey[];
  /** Ids among `roots` of those made in advance: they seal nothing before a rotation takes them. */
  readonly standby?: readonly string[];
  /** Ids of roots whose secret was thrown away: what they sealed opens nowhere any more. */
  readonly retired?: readonly string[];
  /** Root of the keyed digests. Lookups depend on it, so it does not rotate with the others. */
  readonly digestSecret: Uint8Array;
}

/** Where what seals, opens and digests gets its keys: by tenant, with or without one of its own. */
export interface KeySource {
  readonly activeId: string;
  of(tenant: string): TenantKeys | Promise<TenantKeys>;
  /** Called before a root is used that may be new: somebody may have put it there meanwhile. */
  lookFor(rootId: string): void | Promise<void>;
}

/**
 * The server's keys, kept apart from the database. Every tenant and every use gets keys of its own,
 * derived with HKDF-SHA256 (RFC 5869), so that a value of one tenant never opens under another's. By
 * itself it knows no secrets of tenants: {@link TenantKeyring} adds them.
 */
export class Keyring implements KeySource {
  #content: KeyringContent;
  #roots = new Map<string, RootKey>();
  readonly #digestRoot: RootKey;
  readonly #ofTenants = new Map<string, TenantKeys>();

  constructor(content: KeyringContent) {
    this.#content = content;
    this.#digestRoot = { id: 'digest', secret: content.digestSecret };
    this.replace(content);
  }

  get activeId(): string {
    return this.#content.active;
  }

  get content(): KeyringContent {
    return this.#content;
  }

  /** From now on these roots. Throws where the digests would change with them: lookups would fail. */
  replace(content: KeyringContent): void {
    const retired = new Set(content.retired);
    const roots = content.roots.filter(({ id }) => !retired.has(id));
    if (!roots.some(({ id }) => id === content.active)) {
      throw new Error(`keyring: active key ${content.active} is missing`);
    }
    if (Buffer.compare(content.digestSecret, this.#digestRoot.secret) !== 0) {
      throw new Error(
        'keyring: it has another digest key than before, so it is not the same keyring',
      );
    }
    this.#content = { ...content, roots };
    this.#roots = new Map(roots.map((root) => [root.id, root]));
    this.#ofTenants.clear();
  }

  has(rootId: string): boolean {
    return this.#roots.has(rootId);
  }

  /** Tells two secrets of one id apart, and nothing about either. */
  fingerprints(): Readonly<Record<string, string>> {
    const entries = [...this.#roots.values()].map(({ id, secret }) => {
      const mac = createHmac('sha256', secret).update('pintumbler:fingerprint').digest('base64url');
      return [id, mac.slice(0, FINGERPRINT_CHARACTERS)] as const;
    });
    return Object.fromEntries(entries);
  }

  /** Throws `integrity` for a root this keyring never had, or has no more. */
  root(rootId: string): RootKey {
    const root = this.#roots.get(rootId);
    if (root !== undefined) return root;
    const isRetired = this.#content.retired?.includes(rootId) === true;
    throw new Fault('integrity', 'Stored data does not match the server keys.', {
      internal: isRetired
        ? `root key ${rootId} is retired`
        : `no root key ${rootId} in the keyring`,
    });
  }

  get digestRoot(): RootKey {
    return this.#digestRoot;
  }

  /** The keys of a tenant that depend on nothing but the roots. */
  of(tenant: string): TenantKeys {
    const known = this.#ofTenants.get(tenant) ?? new RootKeys(this, tenant);
    this.#ofTenants.set(tenant, known);
    return known;
  }

  lookFor(): void {}

  /** The AES-256 key of a tenant and use, from the root alone. */
  sealingKey(rootId: string, tenant: string, label: string): KeyObject {
    return this.of(tenant).sealingKey(1, rootId, label);
  }

  /** The HMAC key of a tenant and use, from the root alone. */
  digestKey(tenant: string, label: string): KeyObject {
    return this.of(tenant).digestKey(label);
  }

  /** What a tenant's key pair for one use is made from, from the root alone. */
  seed(tenant: string, label: string): Uint8Array {
    return this.of(tenant).seed(label);
  }
}
