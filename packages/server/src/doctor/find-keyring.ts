import type { Config } from '../config/settings.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { openExistingKeyring } from '../crypto/open-keyring.ts';

export interface FoundKeyring {
  readonly place: string;
  /** `null` where there is none yet, or it does not open. */
  readonly keyring: Keyring | null;
  /** Why it does not open; the words of the keyring itself say what to do. */
  readonly failure: string | null;
}

/**
 * Opens the keyring of a configuration, for all checks: each look is a sign-in at a token or key
 * service, and a wrong PIN costs one of the token's tries.
 */
export async function findKeyring(config: Config): Promise<FoundKeyring> {
  const source = chooseKeyringSource(config);
  const place = source.describe;
  try {
    return { place, keyring: await openExistingKeyring(source), failure: null };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { place, keyring: null, failure };
  }
}
