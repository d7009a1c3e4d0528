import type { TokenPlace } from '../core/model/keyring-place.ts';

/** Attributes of RFC 7512 that say which token and which key. */
const PATH = ['token', 'manufacturer', 'model', 'serial', 'slot-id', 'object', 'id', 'type'];

/**
 * Reads `pkcs11:token=...;object=...?module-path=...` (RFC 7512). A PIN in it is refused: the URI stands
 * in settings that are printed, and in arguments that others can list.
 */
export function parsePkcs11Uri(text: string): TokenPlace {
  const [, path = '', query = ''] = /^pkcs11:([^?#]*)(?:\?([^#]*))?$/.exec(text) ?? [];
  const key = readAttributes(path.split(';'));
  const other = readAttributes(query.split('&'));
  for (const name of ['pin-value', 'pin-source']) {
    if (key.has(name) || other.has(name)) {
      throw new Error(`must not have ${name}: give the PIN in PINTUMBLER_KEYRING_PIN_FILE`);
    }
  }
  refuseOthers(key, PATH);
  refuseOthers(other, ['module-path']);
  const module = asText(other.get('module-path'));
  if (module === undefined || !module.startsWith('/')) {
    throw new Error("must name the vendor's library: ?module-path=/usr/lib/...");
  }
  if ((key.get('type') ?? 'secret-key').toString() !== 'secret-key') {
    throw new Error('must be of type=secret-key: keys are wrapped by an AES key');
  }
  const label = asText(key.get('object'));
  const id = key.get('id');
  if (label === undefined && id === undefined) {
    throw new Error('must name the wrapping key: object=... or id=%01...');
  }
  return {
    kind: 'pkcs11',
    module,
    token: {
      ...withText('token', key.get('token')),
      ...withText('manufacturer', key.get('manufacturer')),
      ...withText('model', key.get('model')),
      ...withText('serial', key.get('serial')),
      ...(key.has('slot-id') && { slotId: readSlot(asText(key.get('slot-id'))) }),
    },
    key: { ...(label !== undefined && { label }), ...(id !== undefined && { id }) },
  };
}

type Attributes = ReadonlyMap<string, Buffer>;

function readAttributes(parts: readonly string[]): Attributes {
  const attributes = new Map<string, Buffer>();
  for (const part of parts) {
    if (part === '') continue;
    const [, name = '', value = ''] = /^([a-z0-9-]+)=(.*)$/.exec(part) ?? [];
    const bytes = decode(value);
    if (name === '' || bytes === null) throw new Error('must be a pkcs11: URI as in RFC 7512');
    if (attributes.has(name)) throw new Error(`must not have ${name} twice`);
    attributes.set(name, bytes);
  }
  return attributes;
}

/** Ids are bytes, not characters. */
function decode(value: string): Buffer | null {
  if (!/^(?:[\x21-\x24\x26-\x7e]|%[0-9a-f]{2})*$/i.test(value)) return null;
  const binary = value.replace(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(binary, 'latin1');
}

/** What would be left out of account is nothing to connect with. */
function refuseOthers(attributes: Attributes, known: readonly string[]): void {
  for (const name of attributes.keys()) {
    if (!known.includes(name)) throw new Error(`must not have ${name}: it is not supported here`);
  }
}

function asText(bytes: Buffer | undefined): string | undefined {
  return bytes?.toString('utf8');
}

function withText<N extends string>(name: N, bytes: Buffer | undefined) {
  return bytes === undefined ? {} : ({ [name]: bytes.toString('utf8') } as Record<N, string>);
}

function readSlot(text = ''): number {
  if (/^[0-9]{1,10}$/.test(text)) return Number(text);
  throw new Error('must have a number as slot-id');
}
