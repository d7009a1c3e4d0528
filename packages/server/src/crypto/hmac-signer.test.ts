import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { createHmacSigner } from './hmac-signer.ts';

const SECRET = `whsec_${Buffer.alloc(32, 0xfb).toString('base64')}`;

it('signs as the Standard Webhooks library checks', () => {
  const body = Buffer.from('{"text":"ü"}');
  const headers = createHmacSigner(SECRET)({ id: 'm-1', at: Date.now(), body });
  expect(new Webhook(SECRET).verify(body.toString(), headers)).toEqual({ text: 'ü' });
  expect(() => new Webhook(SECRET).verify('{"text":"u"}', headers)).toThrow();
});
