import type { KeyringContent } from './keyring.ts';

/** Where the roots of the keys are kept, apart from the database. */
export interface KeyringSource {
  /** Names the place, as in "the keyring ... is missing"; without any secret. */
  readonly describe: string;
  /**
   * The keyring as it is now; `null` where there is none yet. Throws, in words that say what to do,
   * for one that others can read, that is damaged, or that cannot be reached.
   */
  read(): Promise<KeyringContent | null>;
  /** Makes it, durable before this resolves. Throws where there is one: it is never written over. */
  create(content: KeyringContent): Promise<void>;
  /**
   * Replaces it, durable before this resolves; whoever reads meanwhile gets the old one or the new
   * one, whole. Throws where this place cannot be written to.
   */
  write(content: KeyringContent): Promise<void>;
}
