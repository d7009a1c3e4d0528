import type { KeyringPlace, TransitPlace } from '../core/model/keyring-place.ts';
import { parsePkcs11Uri } from './parse-pkcs11-uri.ts';

const TRANSIT = /^(\/.+)\/keys\/([\w.-]+)$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** A path, `env:`, a `pkcs11:` URI, or the address of a key of a transit service. */
export function parseKeyring(text: string): KeyringPlace {
  if (text === 'env:') return { kind: 'environment' };
  if (text.startsWith('pkcs11:')) return parsePkcs11Uri(text);
  if (/^https?:/i.test(text)) return parseTransit(text);
  // Also catches what was meant as an address: a file of that name would be made, with new keys.
  if (/^[a-z][a-z0-9+-]*:/i.test(text)) {
    throw new Error('must be a path, env:, a pkcs11: URI, or the https:// address of a key');
  }
  return { kind: 'file', path: text };
}

function parseTransit(text: string): TransitPlace {
  const url = URL.parse(text);
  const [, engine, key] = TRANSIT.exec(url?.pathname ?? '') ?? [];
  const bare = url !== null && url.username + url.password + url.search + url.hash === '';
  if (!bare || engine === undefined || key === undefined) {
    throw new Error('must be the address of a key, as https://host:8200/v1/transit/keys/name');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new Error('must begin with https://: keys and token would travel in clear');
  }
  return { kind: 'transit', engine: `${url.origin}${engine}`, key };
}

interface KeyringValues {
  readonly keyring: KeyringPlace;
  readonly keyringKeys: string;
  readonly keyringPin: string;
  readonly keyringToken: string;
}

/** What is missing or left over beside the place of the keyring, for a start that fails. */
export function missingForKeyring(values: Partial<KeyringValues>): readonly string[] {
  const { keyring, keyringKeys, keyringPin, keyringToken } = values;
  if (keyring === undefined) return [];
  const { kind } = keyring;
  const problems: string[] = [];
  if (kind === 'environment' && keyringKeys === '') {
    problems.push('PINTUMBLER_KEYRING_KEYS must be the text of the keyring: keyring is env:');
  }
  // Which of two keyrings is meant is nothing to guess.
  if (kind !== 'environment' && keyringKeys) {
    problems.push('PINTUMBLER_KEYRING_KEYS is set: then PINTUMBLER_KEYRING must be env:');
  }
  if (kind === 'pkcs11' && keyringPin === '') {
    problems.push('PINTUMBLER_KEYRING_PIN must be the PIN of the token: keyring is pkcs11:');
  }
  if (kind === 'transit' && keyring.engine.startsWith('https:') && keyringToken === '') {
    problems.push('PINTUMBLER_KEYRING_TOKEN must be the token for the key service of keyring');
  }
  return problems;
}
