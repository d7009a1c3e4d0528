import { createHash } from 'node:crypto';
import type { KeyringContent } from '../keyring.ts';
import { ROOT_BYTES } from '../keyring-text.ts';

const VERSION = 1;
const ACTIVE = 1;
const STANDBY = 2;
const RETIRED = 4;
const MARK_BYTES = 16;

/** A keyring in as few bytes as somebody may have to type, with a mark of its content at the end. */
export function packKeyring(content: KeyringContent): Uint8Array {
  const { active, roots, standby = [], retired = [], digestSecret } = content;
  const entry = (flags: number, id: string, secret: Uint8Array) => {
    const name = Buffer.from(id);
    return Buffer.concat([Buffer.from([flags, name.length]), name, secret]);
  };
  const entries = [
    ...roots.map(({ id, secret }) => {
      const flags = (id === active ? ACTIVE : 0) + (standby.includes(id) ? STANDBY : 0);
      return entry(flags, id, secret);
    }),
    ...retired.map((id) => entry(RETIRED, id, new Uint8Array())),
  ];
  const body = Buffer.concat([Buffer.from([VERSION]), digestSecret, ...entries]);
  return Buffer.concat([body, markOf(body)]);
}

/** Throws unless the bytes are, to the last one, what {@link packKeyring} made. */
export function unpackKeyring(bytes: Uint8Array): KeyringContent {
  const body = Buffer.from(bytes.subarray(0, -MARK_BYTES));
  if (bytes.length <= MARK_BYTES || !markOf(body).equals(bytes.subarray(-MARK_BYTES))) {
    throw new Error('the bytes are no keyring');
  }
  if (body[0] !== VERSION) throw new Error('the keyring is of a newer version');
  const content = {
    active: '',
    roots: [] as { id: string; secret: Uint8Array }[],
    ...{ standby: [] as string[], retired: [] as string[] },
    digestSecret: body.subarray(1, 1 + ROOT_BYTES),
  };
  for (let at = 1 + ROOT_BYTES; at < body.length; ) {
    const [flags = 0, length = 0] = body.subarray(at, at + 2);
    const id = body.toString('utf8', at + 2, at + 2 + length);
    at += 2 + length;
    if ((flags & RETIRED) !== 0) {
      content.retired.push(id);
      continue;
    }
    if ((flags & ACTIVE) !== 0) content.active = id;
    if ((flags & STANDBY) !== 0) content.standby.push(id);
    content.roots.push({ id, secret: body.subarray(at, at + ROOT_BYTES) });
    at += ROOT_BYTES;
  }
  return content;
}

function markOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, MARK_BYTES);
}
