import type { RootsInForce } from '../model/key-rotation.ts';

export interface KeyRoot {
  readonly id: string;
  /** `active` seals, `opening` only opens, `standby` waits for a rotation, `retired` is gone. */
  readonly state: 'active' | 'opening' | 'standby' | 'retired';
}

/** The root keys of this node, and where they are kept. Says of a root its id, never more. */
export interface KeyRoots {
  /** Where they are kept, without any secret. */
  readonly place: string;
  list(): readonly KeyRoot[];
  /** What tells two secrets of one id apart, and nothing about either; by id, of those that open. */
  fingerprints(): Readonly<Record<string, string>>;
  /** Reads the place anew: somebody may have put another root there. Throws when it cannot be read. */
  reload(): Promise<void>;
  /**
   * Makes a root that waits for a rotation, durable at its place before this resolves. Throws where
   * the place cannot be written to.
   */
  addStandby(): Promise<string>;
  /**
   * Seals with the root in force from now on and opens nothing under retired ones. Throws when the
   * root in force is not here. Answers whether the place says the same now.
   */
  follow(roots: RootsInForce): Promise<boolean>;
  /**
   * Whether a value would be sealed just like that today: same root, same kind of tenant key. What a deleted
   * tenant left opens under no root, and is as it should be.
   */
  isCurrent(tenant: string, sealed: Uint8Array): Promise<boolean>;
  /** Whether a value would be lost with this root. */
  isUnder(root: string, tenant: string, sealed: Uint8Array): Promise<boolean>;
  /** Drops what is kept in memory of keys of tenants: the next use reads them anew. */
  forgetTenants(): void;
}
