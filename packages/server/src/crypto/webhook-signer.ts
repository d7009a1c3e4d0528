import { createHmac, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { v5 } from 'uuid';
import type { Webhook } from '../core/model/webhook.ts';
import type { WebhookKey } from '../core/ports/receivers.ts';
import type { WebhookSigner } from '../core/ports/webhook-signer.ts';
import { ed25519FromSeed, p256FromSeed } from './key-from-seed.ts';
import type { KeySource } from './keyring.ts';
import { madeOnce } from './made-once.ts';
import { standardContent, standardHeaders } from './standard-webhooks.ts';
import type { TenantKeys } from './tenant-keyset.ts';

/** Drawn once; key ids are name-based UUIDs (RFC 9562, section 5.5) of public keys below it. */
const KEY_ID_NAMESPACE = '1ef9ef04-59e1-4f07-9ec9-9de84e6e83ee';

type PairSignature = Exclude<Webhook['signature'], 'hmac'>;

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly shown: WebhookKey;
}

/**
 * `hmac` and `ed25519` follow Standard Webhooks (standardwebhooks.com), versions v1 and v1a; the
 * `whpk_` text some of its libraries want is the last 32 bytes of the public key shown here, in
 * base64. `circle` is the vendor's: ECDSA over nothing but the body, which carries its own time.
 */
export function createWebhookSigner(source: KeySource): WebhookSigner {
  const pairs = {
    ed25519: madeOnce(source, (keys) => makePair(keys, 'ed25519')),
    circle: madeOnce(source, (keys) => makePair(keys, 'circle')),
  };
  const secretOf = async ({ tenant, id }: Pick<Webhook, 'tenant' | 'id'>): Promise<Buffer> => {
    const key = (await source.of(tenant)).digestKey('webhook-secret');
    return createHmac('sha256', key).update(id).digest();
  };

  return {
    async sign(webhook, message) {
      switch (webhook.signature) {
        case 'hmac': {
          const secret = await secretOf(webhook);
          const mac = createHmac('sha256', secret).update(standardContent(message));
          return standardHeaders(message, `v1,${mac.digest('base64')}`);
        }
        case 'ed25519': {
          const { privateKey } = await pairs.ed25519(webhook.tenant);
          const signature = sign(null, standardContent(message), privateKey);
          return standardHeaders(message, `v1a,${signature.toString('base64')}`);
        }
        case 'circle': {
          const { privateKey, shown } = await pairs.circle(webhook.tenant);
          const key = { key: privateKey, dsaEncoding: 'der' } as const;
          const signature = sign('sha256', message.body, key).toString('base64');
          return { 'X-Circle-Key-Id': shown.id, 'X-Circle-Signature': signature };
        }
      }
    },
    secretOf: async (webhook) => `whsec_${(await secretOf(webhook)).toString('base64')}`,
    publicKeyOf: async ({ tenant, signature }) =>
      signature === 'hmac' ? null : (await pairs[signature](tenant)).shown,
  };
}

function makePair(keys: TenantKeys, signature: PairSignature): KeyPair {
  const seed = keys.seed(`webhook-${signature}`);
  const privateKey = signature === 'circle' ? p256FromSeed(seed) : ed25519FromSeed(seed);
  const algorithm = signature === 'circle' ? 'ECDSA_SHA_256' : 'ED25519';
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = der.toString('base64');
  return { privateKey, shown: { id: v5(publicKey, KEY_ID_NAMESPACE), algorithm, publicKey } };
}
