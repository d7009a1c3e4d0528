import type { KeyObject } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import { deriveKey } from './derive-key.ts';

/** How a sealed value says what its key was derived from: the root, or root and tenant secret. */
export type SealFormat = 1 | 2;

/** The keys of one tenant, each derived when it is first used. */
export interface TenantKeys {
  /** Of a tenant that was deleted: opens nothing, for good. */
  readonly shredded?: true;
  /** What new values are sealed with; older ones open with theirs. */
  readonly format: SealFormat;
  /** AES-256. Throws the fault `integrity` where what it is derived from is not there. */
  sealingKey(format: SealFormat, rootId: string, label: string): KeyObject;
  /** HMAC. */
  digestKey(label: string): KeyObject;
  /** What a key pair for one use is made from; does not rotate with the sealing keys. */
  seed(label: string): Uint8Array;
}

interface Root {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** What of a keyring keys are derived from. */
interface Roots {
  /** Throws the fault `integrity` for one that is not there. */
  root(rootId: string): Root;
  readonly digestRoot: Root;
}

/** From the root alone: the installation's own, and tenants that have no secret yet. */
export class RootKeys implements TenantKeys {
  readonly format: SealFormat = 1;
  readonly #roots: Roots;
  readonly #tenant: string;
  readonly #derived = new Map<string, KeyObject>();

  constructor(roots: Roots, tenant: string) {
    this.#roots = roots;
    this.#tenant = tenant;
  }

  sealingKey(format: SealFormat, rootId: string, label: string): KeyObject {
    // Looked for each time: a root that was retired meanwhile opens nothing any more.
    const { id, secret } = this.#roots.root(rootId);
    if (format === 1) return this.#derive(id, label, secret);
    throw new Fault('integrity', 'Stored data does not match the server keys.', {
      internal: `the key of tenant ${this.#tenant} is not there`,
    });
  }

  digestKey(label: string): KeyObject {
    return this.#derive('digest', label, this.#roots.digestRoot.secret);
  }

  seed(label: string): Uint8Array {
    return this.digestKey(label).export();
  }

  #derive(id: string, label: string, secret: Uint8Array): KeyObject {
    const name = JSON.stringify([id, label]);
    const known = this.#derived.get(name) ?? deriveKey(secret, this.#tenant, `pintumbler:${label}`);
    this.#derived.set(name, known);
    return known;
  }
}

/** What a tenant's own secret adds. */
export interface TenantSecret {
  readonly secret: Uint8Array;
  /** Whether digests and key pairs depend on it too. */
  readonly digests: boolean;
}

/** From root and tenant secret together: neither is worth anything without the other. */
export class OwnKeys implements TenantKeys {
  readonly format: SealFormat = 2;
  readonly #fromRoot: RootKeys;
  readonly #roots: Roots;
  readonly #tenant: string;
  readonly #own: TenantSecret;
  readonly #derived = new Map<string, KeyObject>();

  constructor(roots: Roots, tenant: string, own: TenantSecret) {
    this.#fromRoot = new RootKeys(roots, tenant);
    this.#roots = roots;
    this.#tenant = tenant;
    this.#own = own;
  }

  sealingKey(format: SealFormat, rootId: string, label: string): KeyObject {
    if (format === 1) return this.#fromRoot.sealingKey(1, rootId, label);
    const { id, secret } = this.#roots.root(rootId);
    return this.#derive(id, label, secret);
  }

  digestKey(label: string): KeyObject {
    if (!this.#own.digests) return this.#fromRoot.digestKey(label);
    return this.#derive('digest', label, this.#roots.digestRoot.secret);
  }

  seed(label: string): Uint8Array {
    return this.digestKey(label).export();
  }

  #derive(id: string, label: string, root: Uint8Array): KeyObject {
    const name = JSON.stringify([id, label]);
    const known =
      this.#derived.get(name) ??
      // Both are 32 bytes, so where one ends is never in doubt.
      deriveKey(Buffer.concat([root, this.#own.secret]), this.#tenant, `pintumbler:own:${label}`);
    this.#derived.set(name, known);
    return known;
  }
}
