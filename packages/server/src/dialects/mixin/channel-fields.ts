import type { ChannelOffer } from '../../core/model/client-key.ts';

/**
 * What a client comes to the shared secret with, under every name SDKs look for it (mixin 4.3): they
 * decode to the same key, but each SDK reads another one.
 */
export function channelFields({ serverKey, token }: ChannelOffer) {
  const bytes = Buffer.from(token);
  return {
    pin_token: bytes.toString('base64'),
    pin_token_base64: bytes.toString('base64url'),
    // Where the secret was carried over, the server has no key of its own.
    server_public_key: serverKey === null ? '' : Buffer.from(serverKey).toString('hex'),
  };
}
