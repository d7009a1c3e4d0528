import { resolve } from 'node:path';
import type { Config } from '../config/settings.ts';
import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { Keyring, type KeyringContent } from '../crypto/keyring.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { makeWrappingKey } from '../crypto/keyring-sources/pkcs11/token-wrapper.ts';
import { recoverKeyring, splitKeyring } from '../crypto/shares/keyring-shares.ts';
import { readShares, writeShare } from '../crypto/shares/share-text.ts';
import { lookAtPostgres } from '../storage/engine/postgres/look-at-postgres.ts';
import { lookAtSqlite } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { factsOf } from '../storage/look-inside.ts';

export { isWholeShare, readShares } from '../crypto/shares/share-text.ts';

/** A keyring as it may be shown: names, no secrets. */
export interface ShownKeyring {
  readonly place: string;
  readonly keys: readonly { readonly id: string; readonly state: KeyState }[];
  /** `null` where there is no data, or it cannot be asked. */
  readonly belongsToData: boolean | null;
}

/** `opens`: sealed once, and opens what it sealed. */
export type KeyState = 'active' | 'opens' | 'standby' | 'retired';

export interface ShareTexts {
  readonly set: string;
  readonly texts: readonly string[];
}

/** The keyring of this configuration. Throws where there is none. */
export async function showKeyring(config: Config): Promise<ShownKeyring> {
  const { describe, content } = await readKeyring(config);
  return {
    place: describe,
    keys: keysOf(content),
    belongsToData: await belongsToData(config, content),
  };
}

/** Splits the keyring of this configuration into shares for operators, as texts. */
export async function splitIntoShares(
  config: Config,
  counts: { readonly threshold: number; readonly total: number },
): Promise<ShareTexts> {
  const { content } = await readKeyring(config);
  const shares = await splitKeyring(content, counts);
  const ids = keysOf(content).map(({ id, state }) =>
    state === 'retired' ? `${id} (retired)` : id,
  );
  const texts = shares.map((share) =>
    writeShare(share, [
      `Pintumbler keyring, share ${share.index} of ${share.total}, set ${share.set}`,
      `Any ${share.threshold} of them bring it back: pintumbler keys recover`,
      `Roots in it: ${ids.join(', ')}. Made ${new Date().toISOString().slice(0, 10)}`,
    ]),
  );
  return { set: shares[0]?.set ?? '', texts };
}

/**
 * Brings the keyring back from shares and puts it where this configuration keeps it. Throws, and writes
 * nothing, when the shares do not suffice, are not those of the data, or there is a keyring already.
 */
export async function recoverFromShares(config: Config, text: string): Promise<ShownKeyring> {
  const content = await recoverKeyring(readShares(text));
  const belongs = await belongsToData(config, content);
  if (belongs === false) {
    throw new Error(
      'These shares restore another keyring than that of the data. Nothing was done.',
    );
  }
  const source = chooseKeyringSource(config);
  await source.create(content);
  return { place: source.describe, keys: keysOf(content), belongsToData: belongs };
}

/** Makes the key in a PKCS#11 token that wraps the keyring. Throws where there is one. */
export async function makeKeyInToken({ keyring, keyringPin }: Config): Promise<void> {
  if (keyring.kind !== 'pkcs11') {
    throw new Error('PINTUMBLER_KEYRING (--keyring) must be the pkcs11: URI of the key to make.');
  }
  await makeWrappingKey(keyring, keyringPin);
}

async function readKeyring(config: Config) {
  const source = chooseKeyringSource(config);
  const content = await source.read();
  if (content !== null) return { describe: source.describe, content };
  throw new Error(`There is no keyring at ${source.describe}. Name it with --keyring.`);
}

function keysOf({ active, roots, standby = [], retired = [] }: KeyringContent) {
  const stateOf = (id: string): KeyState => {
    if (id === active) return 'active';
    return standby.includes(id) ? 'standby' : 'opens';
  };
  return [
    ...roots.map(({ id }) => ({ id, state: stateOf(id) })),
    ...retired.map((id) => ({ id, state: 'retired' as const })),
  ];
}

async function belongsToData(config: Config, content: KeyringContent): Promise<boolean | null> {
  const { databaseUrl, dataDir } = config;
  const look =
    databaseUrl.engine === 'postgres'
      ? await lookAtPostgres(databaseUrl.addresses)
      : lookAtSqlite(resolve(dataDir));
  if (look === null) return null;
  try {
    if ('sessions' in look && look.sessions === null) return null;
    return await areKeysOf(factsOf(look), createAesSealer(new Keyring(content)));
  } finally {
    await look.close();
  }
}
