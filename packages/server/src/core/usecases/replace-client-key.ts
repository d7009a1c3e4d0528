import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ChannelOffer, ClientKey } from '../model/client-key.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { callingClient, channelContext } from './client-channel.ts';
import { unusableKey } from './register-client-key.ts';

/**
 * Moves the calling client from its RSA key to an Ed25519 one, and to a new secret with it. There is no
 * way back, and none from one Ed25519 key to another: who wants that gets another client. What the
 * old key sent before stays used up. Throws `forbidden` for a client that has moved already.
 */
export async function replaceClientKey(
  ports: Pick<Ports, 'store' | 'sealer' | 'clientCrypto' | 'clock'>,
  call: Call,
  bytes: Uint8Array,
): Promise<ChannelOffer> {
  const { store, sealer, clientCrypto, clock } = ports;
  const old = await callingClient(ports, call);
  const publicKey = await clientCrypto.readPublicKey(bytes);
  if (publicKey?.algorithm !== 'ed25519') throw unusableKey();
  const channel = await clientCrypto.agree(publicKey);
  const moved = { ...old, publicKey, serverKey: channel.serverKey };
  const sealed = await sealer.seal(channelContext(moved), channel.secret);
  const { id, dialect, subject } = old;
  await store.applyToClientKey(dialect, id, (current): Decision<ClientKey, undefined> => {
    if (current?.revokedAt !== null || current.publicKey.algorithm !== 'rsa') throw moving();
    const fact = { action: 'client_key.replace', outcome: 'replaced', subject, reason: id };
    return {
      next: { ...moved, channel: sealed },
      audit: [auditEntry(call, clock.now(), fact)],
      result: undefined,
    };
  });
  return clientCrypto.offer(publicKey, channel, id);
}

function moving(): Fault {
  return new Fault('forbidden', 'Only a client with an RSA key can move to another one, once.');
}
