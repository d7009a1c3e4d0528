import { isFault } from '../../core/fault.ts';
import type { Exchange } from './mixin-call.ts';
import { BadField } from './read-body.ts';

export interface WantedSession {
  /** Made from what was asked, so that a repeat finds the session it made the first time. */
  readonly id: string;
  readonly subject: string;
  readonly publicKey: Uint8Array;
  /** Where the caller gave the public key. */
  readonly field: string;
}

const TAKEN = 'the session of this request has another key or was revoked: use a new key pair';

/**
 * Registers one more session and answers the exchange as that session would have it. A session that
 * is there already with the same key is the same one. Throws {@link BadField} for a key that is none,
 * and where the session has another key or was revoked.
 */
export async function registerSession(
  exchange: Exchange,
  wanted: WantedSession,
): Promise<Exchange> {
  const { id, subject, publicKey, field } = wanted;
  const { core, call } = exchange;
  try {
    await core.registerClientKey(call, { id, subject, publicKey });
  } catch (fault) {
    if (isFault(fault, 'request_malformed')) throw new BadField(field, fault.message);
    if (!isFault(fault, 'key_exists')) throw fault;
    if (!(await isThere(exchange, wanted))) throw new BadField(field, TAKEN);
  }
  const client = { id, subject };
  return { ...exchange, call: { ...call, actor: id, client }, subject, sessionId: id };
}

async function isThere({ core, call }: Exchange, { id, publicKey }: WantedSession) {
  const key = await core.readClientKey(call, id);
  return key?.revokedAt === null && Buffer.compare(key.publicKey.bytes, publicKey) === 0;
}
