import { Fault } from '../fault.ts';
import type { ClientKey, ClientKeyAlgorithm } from '../model/client-key.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { openChannel } from './client-channel.ts';

/** A signed request, as a wire read it. Nothing in it is believed before the signature is checked. */
export interface PresentedSignature {
  readonly dialect: string;
  /** Id of the client key. */
  readonly id: string;
  /** What the request says it was signed with; it has to be what the key is for. */
  readonly algorithm: ClientKeyAlgorithm;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface ClientCaller {
  readonly tenant: Tenant;
  readonly client: Pick<ClientKey, 'id' | 'subject'>;
}

/**
 * Finds the client that signed a request, its subject and their tenant. Unknown and revoked keys, the
 * wrong algorithm, bad signatures, suspended subjects and tenants get one and the same fault
 * `unauthenticated`; a row that was changed behind our back gets `integrity`.
 */
export async function authenticateClient(
  ports: Pick<Ports, 'store' | 'sealer' | 'clientCrypto'>,
  presented: PresentedSignature,
): Promise<ClientCaller> {
  const { store, clientCrypto } = ports;
  const key = await store.readClientKey(presented.dialect, presented.id);
  if (key === null || key.revokedAt !== null) throw unauthenticated('key unknown or revoked');
  // What a token says about its own algorithm must not choose how it is checked.
  if (key.publicKey.algorithm !== presented.algorithm) throw unauthenticated('another algorithm');
  const { message, signature } = presented;
  if (!(await clientCrypto.verify(key.publicKey, message, signature))) {
    throw unauthenticated('bad signature');
  }
  // Opens only with the very public key it was sealed with.
  await openChannel(ports, key);
  const tenant = await store.readTenant(key.tenant);
  if (tenant === null || tenant.suspendedAt !== null) throw unauthenticated('tenant not active');
  const subject = await store.readSubject(key.tenant, key.subject);
  if (subject === null || subject.suspendedAt !== null) throw unauthenticated('subject suspended');
  return { tenant, client: { id: key.id, subject: key.subject } };
}

function unauthenticated(internal: string): Fault {
  const sentence = 'The signature of the request is missing or not valid. Check key and clock.';
  return new Fault('unauthenticated', sentence, { internal });
}
