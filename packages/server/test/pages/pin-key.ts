import { generateKeyPairSync } from 'node:crypto';
import type { Call } from '../../src/core/model/call.ts';
import { Pin } from '../../src/core/model/pin.ts';
import type { PinKey } from '../../src/core/model/pin-key.ts';
import type { TestServer } from '../support/test-server.ts';

/** Puts a key of a device in force for somebody: in place of these digits, or where there is no PIN. */
export async function putKey(server: TestServer, subject: string, digits?: string): Promise<void> {
  const { core } = server.server;
  const call = await makeCall(server);
  const about = { subject: { id: subject }, purpose: 'login', newKey: makeKey() };
  const current = Pin.parse(digits);
  const { outcome } =
    current === null
      ? await core.setKey(call, about)
      : await core.replaceByKey(call, { ...about, current });
  if (outcome !== 'set' && outcome !== 'changed') throw new Error(`no key: ${outcome}`);
}

function makeKey(): PinKey {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), counter: 1 };
}

async function makeCall({ server, demo }: TestServer): Promise<Call> {
  const tenant = await server.core.readTenant(demo.tenant);
  if (tenant === null) throw new Error('there is no demo tenant');
  return { tenant, actor: 'test', dialect: 'native', source: 'local', requestId: 'test' };
}
