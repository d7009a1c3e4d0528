import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { ChannelOffer, ClientKey } from '../model/client-key.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { channelContext } from './client-channel.ts';

export interface RegisterClientKey {
  /** What its signed requests will name it by; made up when absent. */
  readonly id?: string;
  readonly subject: string;
  /** What staff call it; absent: the client registers itself. */
  readonly name?: string;
  /** As {@link ClientCrypto.readPublicKey} reads it. */
  readonly publicKey: Uint8Array;
}

/** Of those that registered themselves: nobody can fill the database with keys. Staff are not held up. */
export const CLIENTS_MAX = 50;

export interface RegisteredClientKey {
  readonly key: ClientKey;
  readonly offer: ChannelOffer;
}

/**
 * Lets one more client speak for a subject, and agrees with it on a secret. A new one ends none before
 * it; staff may make any number, a subject for itself {@link CLIENTS_MAX}. Throws `request_malformed` for a key
 * that is none or unsafe, `key_exists` for a taken id, `subject_not_found`, and `forbidden` when the
 * subject has as many as it may have.
 */
export async function registerClientKey(
  ports: Pick<Ports, 'store' | 'sealer' | 'clientCrypto' | 'clock' | 'random'>,
  call: Call,
  command: RegisterClientKey,
): Promise<RegisteredClientKey> {
  const { store, sealer, clientCrypto, clock, random } = ports;
  const tenant = call.tenant.id;
  const { dialect } = call;
  const { subject, id = random.uuid() } = command;
  const publicKey = await clientCrypto.readPublicKey(command.publicKey);
  if (publicKey === null) throw unusableKey();
  if ((await store.readSubject(tenant, subject)) === null) {
    throw new Fault('subject_not_found', 'There is no such subject. Create it first.');
  }
  if (command.name === undefined) await refuseTooMany(store, tenant, command);
  const channel = await clientCrypto.agree(publicKey);
  const { serverKey } = channel;
  const place = { id, dialect, tenant, subject, publicKey, serverKey };
  const sealed = await sealer.seal(channelContext(place), channel.secret);
  const at = clock.now();
  const { name = null } = command;
  const key: ClientKey = { ...place, name, channel: sealed, createdAt: at, revokedAt: null };
  await store.applyToClientKey(dialect, id, (current): Decision<ClientKey, undefined> => {
    if (current !== null) throw new Fault('key_exists', 'This key id is taken. Choose another.');
    const reason = `${dialect} ${id}`;
    const fact = { action: 'client_key.create', outcome: 'created', subject, reason };
    return { next: key, audit: [auditEntry(call, at, fact)], result: undefined };
  });
  return { key, offer: await clientCrypto.offer(publicKey, channel, id) };
}

/** A client that is there already is told so, not that there are too many. */
async function refuseTooMany(
  store: Ports['store'],
  tenant: string,
  { id, subject }: RegisterClientKey,
): Promise<void> {
  const clients = await store.listClientKeys(tenant, subject);
  const alive = clients.filter(({ name, revokedAt }) => name === null && revokedAt === null);
  if (alive.length < CLIENTS_MAX || clients.some((client) => client.id === id)) return;
  const sentence = `A subject has at most ${CLIENTS_MAX} clients of its own making. Revoke one.`;
  throw new Fault('forbidden', sentence);
}

export function unusableKey(): Fault {
  return new Fault(
    'request_malformed',
    'This is no public key the server can use: send 32 bytes of Ed25519, or an RSA key of 1024 to ' +
      '4096 bits as SubjectPublicKeyInfo.',
  );
}
