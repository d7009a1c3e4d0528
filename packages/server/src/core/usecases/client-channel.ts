import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import type { ChannelOffer, ClientKey } from '../model/client-key.ts';
import type { Ports } from '../ports/ports.ts';
import type { SealContext } from '../ports/sealer.ts';

type ChannelPorts = Pick<Ports, 'store' | 'sealer' | 'clientCrypto'>;

/**
 * What the secret shared with a client is sealed to: with another subject's id or somebody else's
 * public key in its row, a client key opens nothing.
 */
export function channelContext(
  key: Pick<ClientKey, 'id' | 'dialect' | 'tenant' | 'subject' | 'publicKey' | 'serverKey'>,
): SealContext {
  const { algorithm, bytes } = key.publicKey;
  const keys = [algorithm, toHex(bytes), toHex(key.serverKey ?? new Uint8Array())];
  const binding = [key.dialect, key.id, key.subject, ...keys];
  return { tenant: key.tenant, label: 'client-channel', binding };
}

/** The secret shared with a client. Throws the fault `integrity` when its row was changed. */
export function openChannel(
  { sealer }: Pick<Ports, 'sealer'>,
  key: ClientKey,
): Promise<Uint8Array> {
  return sealer.open(channelContext(key), key.channel);
}

/** What the calling client is told so that it comes to the secret, again. */
export async function offerChannel(ports: ChannelPorts, call: Call): Promise<ChannelOffer> {
  const key = await callingClient(ports, call);
  const channel = { secret: await openChannel(ports, key), serverKey: key.serverKey };
  return ports.clientCrypto.offer(key.publicKey, channel, key.id);
}

/** A message of the calling client in the clear; `null` when it does not come apart. */
export async function openMessage(
  ports: ChannelPorts,
  call: Call,
  box: Uint8Array,
): Promise<Uint8Array | null> {
  const secret = await openChannel(ports, await callingClient(ports, call));
  return ports.clientCrypto.decrypt(secret, box);
}

/** Throws `forbidden` for a caller that has no client key. */
export async function callingClient(
  { store }: Pick<Ports, 'store'>,
  call: Call,
): Promise<ClientKey> {
  const { client, dialect, tenant } = call;
  const key = client && (await store.readClientKey(dialect, client.id));
  if (key && key.tenant === tenant.id && key.subject === client.subject) {
    // Revoked since it was authenticated.
    if (key.revokedAt !== null) throw new Fault('unauthenticated', 'This client was revoked.');
    return key;
  }
  throw new Fault('forbidden', 'Only a client with a key of its own can ask for this.');
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
