import { createHmac } from 'node:crypto';
import type { SignedMessage } from '../core/ports/webhook-signer.ts';
import { standardContent, standardHeaders } from './standard-webhooks.ts';

/** Signs what goes to somebody who holds the same secret. */
export type SignMessage = (message: SignedMessage) => Readonly<Record<string, string>>;

/** Headers of Standard Webhooks, version v1. `secret` is `whsec_` and the key in base64. */
export function createHmacSigner(secret: string): SignMessage {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return (message) => {
    const mac = createHmac('sha256', key).update(standardContent(message));
    return standardHeaders(message, `v1,${mac.digest('base64')}`);
  };
}
