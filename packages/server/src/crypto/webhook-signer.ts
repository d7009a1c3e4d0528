import { createHmac, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { v5 } from 'uuid';
import type { Webhook } from '../core/model/webhook.ts';
import type { WebhookKey } from '../core/ports/receivers.ts';
import type { WebhookSigner } from '../core/ports/webhook-signer.ts';
import { ed25519FromSeed, p256FromSeed } from './key-from-seed.ts';
import type { Keyring } from './keyring.ts';
import { standardContent, standardHeaders } from './standard-webhooks.ts';

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
export function createWebhookSigner(keyring: Keyring): WebhookSigner {
  const pairs = new Map<string, KeyPair>();
  const pairOf = (tenant: string, signature: PairSignature): KeyPair => {
    const name = JSON.stringify([tenant, signature]);
    const known = pairs.get(name) ?? makePair(keyring, tenant, signature);
    pairs.set(name, known);
    return known;
  };

  const secretOf = ({ tenant, id }: Pick<Webhook, 'tenant' | 'id'>): Buffer =>
    createHmac('sha256', keyring.digestKey(tenant, 'webhook-secret')).update(id).digest();

  return {
    sign(webhook, message) {
      switch (webhook.signature) {
        case 'hmac': {
          const mac = createHmac('sha256', secretOf(webhook)).update(standardContent(message));
          return standardHeaders(message, `v1,${mac.digest('base64')}`);
        }
        case 'ed25519': {
          const { privateKey } = pairOf(webhook.tenant, 'ed25519');
          const signature = sign(null, standardContent(message), privateKey);
          return standardHeaders(message, `v1a,${signature.toString('base64')}`);
        }
        case 'circle': {
          const { privateKey, shown } = pairOf(webhook.tenant, 'circle');
          const key = { key: privateKey, dsaEncoding: 'der' } as const;
          const signature = sign('sha256', message.body, key).toString('base64');
          return { 'X-Circle-Key-Id': shown.id, 'X-Circle-Signature': signature };
        }
      }
    },
    secretOf: (webhook) => `whsec_${secretOf(webhook).toString('base64')}`,
    publicKeyOf: ({ tenant, signature }) =>
      signature === 'hmac' ? null : pairOf(tenant, signature).shown,
  };
}

function makePair(keyring: Keyring, tenant: string, signature: PairSignature): KeyPair {
  const seed = keyring.seed(tenant, `webhook-${signature}`);
  const privateKey = signature === 'circle' ? p256FromSeed(seed) : ed25519FromSeed(seed);
  const algorithm = signature === 'circle' ? 'ECDSA_SHA_256' : 'ED25519';
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = der.toString('base64');
  return { privateKey, shown: { id: v5(publicKey, KEY_ID_NAMESPACE), algorithm, publicKey } };
}
