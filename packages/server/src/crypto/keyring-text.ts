import type { KeyringContent, RootKey } from './keyring.ts';

export const ROOT_BYTES = 32;

/** Roots that seal or open, and nothing else: servers of any version read it. */
const PLAIN_FORMAT = 1;
/** Besides, roots made in advance, and ids whose secret is gone. */
const FORMAT = 2;

interface KeyringFile {
  readonly format: number;
  readonly active: string;
  readonly keys: readonly KeyLine[];
  readonly digest: string;
}

interface KeyLine {
  readonly id: string;
  readonly secret?: string;
  readonly standby?: true;
  readonly retired?: true;
}

/** Reads a keyring out of its text. Throws with the reason, in which no part of the text is. */
export function readKeyringText(text: string): KeyringContent {
  const file = parse(text);
  if (file.format !== PLAIN_FORMAT && file.format !== FORMAT) {
    throw new Error('its format is unknown to this version');
  }
  if (!Array.isArray(file.keys)) throw new Error('it has no list of keys');
  const living = file.keys.filter(({ retired }) => retired !== true);
  const ids = (lines: readonly KeyLine[]) => lines.map(({ id }) => id);
  if (file.keys.some(({ id }) => typeof id !== 'string' || id === '')) {
    throw new Error('a key has no id');
  }
  if (new Set(ids(file.keys)).size < file.keys.length) throw new Error('two keys have one id');
  const content = {
    active: file.active,
    roots: living.map(({ id, secret }) => ({ id, secret: decodeSecret(secret) })),
    standby: ids(living.filter(({ standby }) => standby === true)),
    retired: ids(file.keys.filter(({ retired }) => retired === true)),
    digestSecret: decodeSecret(file.digest),
  };
  if (!content.roots.some(({ id }) => id === content.active)) {
    throw new Error('its active key is missing');
  }
  return content;
}

/** The text {@link readKeyringText} reads; the oldest format that can say it. */
export function writeKeyringText(content: KeyringContent): string {
  const { active, roots, standby = [], retired = [], digestSecret } = content;
  const plain = standby.length === 0 && retired.length === 0;
  const line = ({ id, secret }: RootKey): KeyLine => ({
    id,
    secret: encodeSecret(secret),
    ...(standby.includes(id) && { standby: true }),
  });
  const file: KeyringFile = {
    format: plain ? PLAIN_FORMAT : FORMAT,
    active,
    keys: [...roots.map(line), ...retired.map((id): KeyLine => ({ id, retired: true }))],
    digest: encodeSecret(digestSecret),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What the parser says quotes the text, and with it a key. */
function parse(text: string): KeyringFile {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as KeyringFile;
  } catch {
    // Told below, like all that is no object.
  }
  throw new Error('it is no JSON object');
}

function encodeSecret(secret: Uint8Array): string {
  return Buffer.from(secret).toString('base64');
}

function decodeSecret(text: unknown): Uint8Array {
  const secret = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (secret.length !== ROOT_BYTES) throw new Error('a key has the wrong length');
  return secret;
}
