import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { ClientKey } from '../../core/model/client-key.ts';
import type { IssuedClient, WantedClient } from '../dialect.ts';
import { type ClientSecrets, type Keystores, keystoresFor } from './keystores.ts';
import { userIdOf } from './user-id.ts';
import { newNote } from './user-note.ts';

export interface MadeClient extends ClientSecrets {
  readonly key: ClientKey;
  readonly keystores: Keystores;
}

/** Makes a client for staff: on this wire the first app cannot come from a call (mixin 7). */
export async function issue(core: Core, call: Call, wanted: WantedClient): Promise<IssuedClient> {
  const { key, keystores } = await makeClient(core, call, wanted);
  return { key, shown: { keystores } };
}

/**
 * A session of a new app, or of somebody there is. Throws `subject_not_found`. The server forgets the
 * private key with the answer.
 */
export async function makeClient(
  core: Core,
  call: Call,
  { name, algorithm, subject }: WantedClient,
): Promise<MadeClient> {
  const generated = await core.generateClientKey(algorithm);
  const owner = subject ?? (await makeApp(core, call, name));
  const publicKey = generated.publicKey.bytes;
  // A random id of version 4: older SDKs take no newer ones.
  const id = core.randomUuid();
  const { key, offer } = await core.registerClientKey(call, {
    id,
    subject: owner,
    name,
    publicKey,
  });
  const userId = await userIdOf(core, call, owner);
  const secrets = { userId, sessionId: key.id, generated, offer };
  return { ...secrets, key, keystores: keystoresFor(secrets) };
}

async function makeApp(core: Core, call: Call, name: string): Promise<string> {
  const note = newNote({ fullName: name, isApp: true });
  const { id } = await core.createSubject(call, { id: core.randomUuid(), note });
  return id;
}
