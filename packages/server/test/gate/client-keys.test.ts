import {
  constants,
  createCipheriv,
  createPrivateKey,
  generateKeyPairSync,
  privateDecrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/core/model/call.ts';
import type { ClientKey } from '../../src/core/model/client-key.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';

let opened: TestCore;
/** What somebody who can write to the database makes of a client key. */
let tamper: (key: ClientKey) => ClientKey;

beforeEach(async () => {
  tamper = (key) => key;
  const wrapStore = (store: Store): Store => ({
    ...store,
    readClientKey: async (dialect, id) => {
      const key = await store.readClientKey(dialect, id);
      return key && tamper(key);
    },
  });
  opened = await openTestCore({ wrapStore });
  for (const id of ['ann', 'ben']) await opened.core.createSubject(opened.call, { id });
});
afterEach(() => opened.close());

async function register(subject = 'ann') {
  const client = await opened.ports.clientCrypto.generate('ed25519');
  const { bytes: publicKey } = client.publicKey;
  const { key, offer } = await opened.core.registerClientKey(opened.call, { subject, publicKey });
  const message = Buffer.from('GET/me');
  const seed = Buffer.from(client.privateKey);
  const signature = signWith(seed, message);
  const signed = { dialect: 'native', id: key.id, message, signature };
  return { key, offer, publicKey, signed: { ...signed, algorithm: 'ed25519' as const } };
}

function signWith(seed: Buffer, message: Buffer): Uint8Array {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return sign(null, message, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

const asClient = (key: ClientKey): Call => ({
  ...opened.call,
  client: { id: key.id, subject: key.subject },
});

describe('a client that signs', () => {
  it('speaks for its subject and its tenant', async () => {
    const { key, signed } = await register();
    const caller = await opened.core.authenticateClient(signed);
    expect(caller).toMatchObject({
      tenant: { id: 'acme' },
      client: { id: key.id, subject: 'ann' },
    });
  });

  it.each([
    ['another algorithm', { algorithm: 'rsa' as const }],
    ['another message', { message: Buffer.from('GET/you') }],
    ['no signature', { signature: new Uint8Array() }],
    ['another wire', { dialect: 'mixin' }],
    ['an unknown key', { id: 'nobody' }],
  ])('is nobody with %s', async (_what, change) => {
    const { signed } = await register();
    const asked = opened.core.authenticateClient({ ...signed, ...change });
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is nobody once revoked', async () => {
    const { key, signed } = await register();
    await opened.core.revokeClientKey(opened.call, key);
    const asked = opened.core.authenticateClient(signed);
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('goes with its subject', async () => {
    const { signed } = await register();
    await opened.core.deleteSubject(opened.call, 'ann');
    const asked = opened.core.authenticateClient(signed);
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('cannot be revoked by another tenant', async () => {
    const { key } = await register();
    const operator = { actor: 'test', dialect: 'native', source: 'local', requestId: 'test' };
    const tenant = await opened.core.createTenant(operator, { id: 'other', name: 'Other' });
    const revoked = opened.core.revokeClientKey({ ...operator, tenant }, key);
    await expect(revoked).rejects.toMatchObject({ code: 'key_not_found' });
  });
});

describe('a client key edited in the database', () => {
  it.each([
    ['given to somebody else', (key: ClientKey) => ({ ...key, subject: 'ben' })],
    ['with another server key', (key: ClientKey) => ({ ...key, serverKey: new Uint8Array(32) })],
    ['with another secret', (key: ClientKey) => ({ ...key, channel: new Uint8Array(80) })],
  ])('opens nothing: %s', async (_what, edit) => {
    const { signed } = await register();
    tamper = edit;
    const asked = opened.core.authenticateClient(signed);
    await expect(asked).rejects.toMatchObject({ code: 'integrity' });
  });

  it('opens nothing: with the public key of whoever edited it', async () => {
    const victim = await register();
    const attacker = await register('ben');
    const publicKey = { algorithm: 'ed25519', bytes: attacker.publicKey } as const;
    tamper = (key) => (key.id === victim.key.id ? { ...key, publicKey } : key);
    const asked = opened.core.authenticateClient({ ...attacker.signed, id: victim.key.id });
    await expect(asked).rejects.toMatchObject({ code: 'integrity' });
  });
});

describe('a message of a client', () => {
  it('comes apart under the secret of its own key only', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 1024,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const { key, offer } = await opened.core.registerClientKey(opened.call, {
      ...{ subject: 'ann', publicKey },
    });
    const secret = privateDecrypt(
      {
        key: privateKey,
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        ...{ oaepHash: 'sha256', oaepLabel: Buffer.from(key.id) },
      },
      offer.token,
    );
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', secret, iv);
    const box = Buffer.concat([iv, cipher.update('hello'), cipher.final()]);
    const plain = await opened.core.openMessage(asClient(key), box);
    expect(Buffer.from(plain ?? []).toString()).toBe('hello');
    const other = await register();
    const foreign = await opened.core.openMessage(asClient(other.key), box);
    expect(Buffer.from(foreign ?? []).toString()).not.toBe('hello');
  });

  it('is read for nobody who has no key', async () => {
    const opening = opened.core.openMessage(opened.call, new Uint8Array(32));
    await expect(opening).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a counter', () => {
  const command = { subject: 'ann', purpose: 'login', action: 'pin.verify' };
  const admit = (id: string, ...values: readonly bigint[]) =>
    opened.core.admitCounters(opened.call, { ...command, counter: { kind: 'test', id }, values });

  it('only moves forward, each for itself', async () => {
    expect(await admit('a', 2n ** 63n + 1n)).toBe(true);
    expect(await admit('a', 2n ** 63n + 1n)).toBe(false);
    expect(await admit('a', 5n)).toBe(false);
    expect(await admit('b', 1n)).toBe(true);
    expect(await admit('c', 0n)).toBe(false);
  });

  it('takes several in any order, all of them or none', async () => {
    expect(await admit('a', 20n, 10n)).toBe(true);
    expect(await admit('a', 30n, 20n)).toBe(false);
    expect(await admit('a', 21n)).toBe(true);
  });

  it('lets one of many copies through', async () => {
    const copies = await Promise.all(Array.from({ length: 50 }, () => admit('a', 7n)));
    expect(copies.filter((admitted) => admitted)).toHaveLength(1);
  });

  it('leaves a trail of what it refused', async () => {
    await admit('a', 0n);
    const [entry] = await opened.core.listAudit(opened.call, 1);
    expect(entry).toMatchObject({ action: 'pin.verify', outcome: 'not_evaluated', subject: 'ann' });
  });
});
