import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Fault } from '../core/fault.ts';

const KEY_BYTES = 32;

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

/**
 * The server's keys, kept apart from the database. Every tenant and every use gets keys of its own,
 * derived with HKDF-SHA256 (RFC 5869), so that a value of one tenant never opens under another's.
 */
export class Keyring {
  readonly #active: RootKey;
  readonly #roots: ReadonlyMap<string, RootKey>;
  readonly #digestRoot: RootKey;
  readonly #retired: ReadonlySet<string>;
  readonly #derived = new Map<string, KeyObject>();

  constructor(content: KeyringContent) {
    this.#roots = new Map(content.roots.map((root) => [root.id, root]));
    const active = this.#roots.get(content.active);
    if (active === undefined) throw new Error(`keyring: active key ${content.active} is missing`);
    this.#active = active;
    this.#retired = new Set(content.retired);
    this.#digestRoot = { id: 'digest', secret: content.digestSecret };
  }

  get activeId(): string {
    return this.#active.id;
  }

  /** The AES-256 key of a tenant and use. Throws `integrity` for a root this keyring never had. */
  sealingKey(rootId: string, tenant: string, label: string): KeyObject {
    const root = this.#roots.get(rootId);
    if (root === undefined) {
      throw new Fault('integrity', 'Stored data does not match the server keys.', {
        internal: this.#retired.has(rootId)
          ? `root key ${rootId} is retired`
          : `no root key ${rootId} in the keyring`,
      });
    }
    return this.#derive(root, tenant, label);
  }

  /** The HMAC key of a tenant and use. */
  digestKey(tenant: string, label: string): KeyObject {
    return this.#derive(this.#digestRoot, tenant, label);
  }

  /** What a tenant's key pair for one use is made from; does not rotate with the sealing keys. */
  seed(tenant: string, label: string): Uint8Array {
    return this.#derive(this.#digestRoot, tenant, label).export();
  }

  #derive(root: RootKey, tenant: string, label: string): KeyObject {
    const name = JSON.stringify([root.id, tenant, label]);
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const bytes = hkdfSync('sha256', root.secret, tenant, `pintumbler:${label}`, KEY_BYTES);
    const key = createSecretKey(new Uint8Array(bytes));
    this.#derived.set(name, key);
    return key;
  }
}
