import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../test/support/receiver.ts';
import type { RenderedMessage } from '../core/ports/notifier.ts';
import { createHmacSigner } from '../crypto/hmac-signer.ts';
import { createSmsGateway } from './sms-gateway.ts';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const MESSAGE: RenderedMessage = {
  ...{ id: 'm-1', to: '+254712345678', sender: 'Acme', language: 'ar' },
  ...{ subject: 'Acme', text: '831046 هو رمزك' },
};
const never = new AbortController().signal;

const gateways: Receiver[] = [];
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

async function setUp() {
  const gateway = await startReceiver();
  gateways.push(gateway);
  const sign = createHmacSigner(SECRET);
  const wallClock = { now: () => Date.now() };
  return { gateway, notifier: createSmsGateway({ url: gateway.url, sign, wallClock }) };
}

describe('the gateway', () => {
  it('gets a request that the Standard Webhooks library verifies', async () => {
    const { gateway, notifier } = await setUp();
    await notifier.deliver(MESSAGE, never);
    const { method, headers, text } = await gateway.next();
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['webhook-id']).toBe('m-1');
    const expected = { id: 'm-1', to: '+254712345678', text: MESSAGE.text, language: 'ar' };
    const verifier = new Webhook(SECRET);
    expect(verifier.verify(text, headers as Record<string, string>)).toEqual(expected);
    const forged = text.replace('+2547', '+2557');
    expect(() => verifier.verify(forged, headers as Record<string, string>)).toThrow();
  });

  it.each([200, 202, 204])('has taken the message over with %d', async (status) => {
    const { gateway, notifier } = await setUp();
    gateway.status = status;
    await notifier.deliver(MESSAGE, never);
  });

  it.each([
    [302, 'gateway answered 302; redirects are not followed'],
    [401, 'gateway answered 401'],
    [500, 'gateway answered 500'],
  ])('has not with %d, and is asked once', async (status, words) => {
    const { gateway, notifier } = await setUp();
    gateway.status = status;
    await expect(notifier.deliver(MESSAGE, never)).rejects.toThrow(new RegExp(`^${words}$`));
    expect(gateway.received).toHaveLength(1);
  });

  it('that does not answer is left when we are told to', async () => {
    const { gateway, notifier } = await setUp();
    gateway.status = null;
    const sending = notifier.deliver(MESSAGE, AbortSignal.timeout(100));
    await expect(sending).rejects.toThrow('gateway: ');
  });

  it('is nowhere but on this machine over plain HTTP', async () => {
    const sign = createHmacSigner(SECRET);
    const seen: string[] = [];
    for (const url of ['http://10.0.0.7/sms', 'http://gateway.example/sms']) {
      const gateway = createSmsGateway({ url, sign, wallClock: { now: () => 0 } });
      await gateway.deliver(MESSAGE, AbortSignal.timeout(2_000)).catch((error: Error) => {
        seen.push(error.message);
      });
    }
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe('gateway: target is on a private network');
  });
});
