import { randomBytes } from 'node:crypto';
import { Keyring, type KeyringContent } from './keyring.ts';
import type { KeyringSource } from './keyring-source.ts';
import { ROOT_BYTES } from './keyring-text.ts';

/**
 * Opens the keyring, and makes one only where there is no data yet. Making new keys for old data
 * would turn every stored PIN into noise and hide that the right keys are missing.
 */
export async function openKeyring(source: KeyringSource, hasData: boolean): Promise<Keyring> {
  const content = await source.read();
  if (content !== null) return new Keyring(content);
  if (hasData) {
    throw new Error(
      `There is data, but its keyring ${source.describe} is missing. Restore it from its backup ` +
        'or its shares (pintumbler keys recover), copy it from another node, or point ' +
        'PINTUMBLER_KEYRING at it.',
    );
  }
  const made = makeKeyring();
  await source.create(made);
  return new Keyring(made);
}

/** The keyring that is there; `null` where there is none. Never makes one. */
export async function openExistingKeyring(source: KeyringSource): Promise<Keyring | null> {
  const content = await source.read();
  return content === null ? null : new Keyring(content);
}

/** New keys. */
export function makeKeyring(): KeyringContent {
  return {
    active: 'k1',
    roots: [{ id: 'k1', secret: randomBytes(ROOT_BYTES) }],
    digestSecret: randomBytes(ROOT_BYTES),
  };
}
