import { createPublicKey, verify } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { WebhookSignature } from '../core/model/webhook.ts';
import { Keyring } from './keyring.ts';
import { tenantKeys } from './tenant-keys.ts';
import { createWebhookSigner } from './webhook-signer.ts';

const keyringOf = (byte: number) =>
  new Keyring({
    active: 'k1',
    roots: [{ id: 'k1', secret: new Uint8Array(32).fill(1) }],
    digestSecret: new Uint8Array(32).fill(byte),
  });
const signer = createWebhookSigner(keyringOf(9));

const webhook = (signature: WebhookSignature, tenant = 'acme', id = 'w-1') => ({
  tenant,
  id,
  signature,
});
const text = '{"type":"pin.changed","name":"Zoë"}';
const message = { id: 'n-1', at: Date.now(), body: new TextEncoder().encode(text) };
const publicKey = (base64: string | undefined) =>
  createPublicKey({ key: Buffer.from(base64 ?? '', 'base64'), format: 'der', type: 'spki' });

describe('an hmac signature', () => {
  it('is verified by the library of Standard Webhooks with the secret shown', async () => {
    const verifier = new Verifier(await signer.secretOf(webhook('hmac')));
    const headers = { ...(await signer.sign(webhook('hmac'), message)) };
    expect(verifier.verify(text, headers)).toEqual(JSON.parse(text));
    expect(() => verifier.verify(`${text} `, headers)).toThrow();
    expect(() => verifier.verify(text, { ...headers, 'webhook-id': 'n-2' })).toThrow();
  });

  it('has a secret of its own for every webhook, tenant and keyring, 32 bytes long', async () => {
    const secrets = [
      await signer.secretOf(webhook('hmac')),
      await signer.secretOf(webhook('hmac', 'acme', 'w-2')),
      await signer.secretOf(webhook('hmac', 'other')),
      await createWebhookSigner(keyringOf(8)).secretOf(webhook('hmac')),
    ];
    expect(new Set(secrets).size).toBe(4);
    expect(Buffer.from(secrets[0]?.replace(/^whsec_/, '') ?? '', 'base64')).toHaveLength(32);
  });

  it('has no public key', async () => {
    expect(await signer.publicKeyOf(webhook('hmac'))).toBeNull();
  });
});

describe('an ed25519 signature', () => {
  it('is v1a over id, time and body, under the key shown', async () => {
    const headers = await signer.sign(webhook('ed25519'), message);
    const key = await signer.publicKeyOf(webhook('ed25519'));
    expect(key?.algorithm).toBe('ED25519');
    const seconds = Math.floor(message.at / 1000);
    expect(headers['webhook-timestamp']).toBe(String(seconds));
    const [version, signature] = headers['webhook-signature']?.split(',') ?? [];
    expect(version).toBe('v1a');
    const content = Buffer.from(`n-1.${seconds}.${text}`);
    const bytes = Buffer.from(signature ?? '', 'base64');
    expect(verify(null, content, publicKey(key?.publicKey), bytes)).toBe(true);
  });

  it('uses another key than assertions and sessions do', async () => {
    const shown = publicKey((await signer.publicKeyOf(webhook('ed25519')))?.publicKey);
    const { x } = shown.export({ format: 'jwk' });
    for (const use of ['assertion', 'session']) {
      expect((await tenantKeys(keyringOf(9), use)('acme')).jwk['x']).not.toBe(x);
    }
  });
});

describe('a circle signature', () => {
  it('is DER ECDSA over the body alone, under the key its header names', async () => {
    const headers = await signer.sign(webhook('circle'), message);
    const key = await signer.publicKeyOf(webhook('circle'));
    expect(headers).toEqual({
      'X-Circle-Key-Id': key?.id,
      'X-Circle-Signature': expect.any(String),
    });
    expect(key?.algorithm).toBe('ECDSA_SHA_256');
    expect(key?.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const signature = Buffer.from(headers['X-Circle-Signature'] ?? '', 'base64');
    expect(signature[0]).toBe(0x30);
    expect(verify('sha256', message.body, publicKey(key?.publicKey), signature)).toBe(true);
    const other = Buffer.from(`${text} `);
    expect(verify('sha256', other, publicKey(key?.publicKey), signature)).toBe(false);
  });
});

describe('a key pair', () => {
  it.each(['ed25519', 'circle'] as const)(
    'of %s is the same after a restart, and differs by tenant and keyring',
    async (signature) => {
      const again = await createWebhookSigner(keyringOf(9)).publicKeyOf(webhook(signature));
      expect(again).toEqual(await signer.publicKeyOf(webhook(signature)));
      const others = [
        again,
        await signer.publicKeyOf(webhook(signature, 'other')),
        await createWebhookSigner(keyringOf(8)).publicKeyOf(webhook(signature)),
      ];
      expect(new Set(others.map((key) => key?.id)).size).toBe(3);
    },
  );
});
