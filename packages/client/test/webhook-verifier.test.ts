import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createWebhookVerifier } from '../src/verify.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const body = '{"type":"pin.set","timestamp":"2026-11-20T10:00:00.000Z","data":{"subject":"Zoë"}}';
const at = new Date('2026-11-20T10:00:01Z');
const now = () => at.getTime();

function headersOf(signedWith = secret, text = body) {
  return {
    'webhook-id': 'n-1',
    'webhook-timestamp': String(now() / 1000),
    'webhook-signature': new Webhook(signedWith).sign('n-1', at, text),
  };
}

describe('the webhook verifier', () => {
  const verifier = createWebhookVerifier({ keys: [secret], now });

  it('believes what Standard Webhooks signs, as text and as bytes, in both kinds of headers', async () => {
    const genuine = { outcome: 'genuine', id: 'n-1', event: JSON.parse(body) };
    expect(await verifier.verify(body, headersOf())).toEqual(genuine);
    const bytes = new TextEncoder().encode(body);
    expect(await verifier.verify(bytes, new Headers(headersOf()))).toEqual(genuine);
    const shouted = Object.entries(headersOf()).map(([name, value]) => [name.toUpperCase(), value]);
    expect(await verifier.verify(body, Object.fromEntries(shouted))).toEqual(genuine);
  });

  it('finds the right one among several keys and several signatures', async () => {
    const both = createWebhookVerifier({ keys: [other, secret], now });
    expect(await both.verify(body, headersOf())).toMatchObject({ outcome: 'genuine' });
    const headers = headersOf();
    const many = `v1,AAAA v2,x nonsense ${headers['webhook-signature']}`;
    const found = await verifier.verify(body, { ...headers, 'webhook-signature': many });
    expect(found).toMatchObject({ outcome: 'genuine' });
  });

  it.each([
    ['another body', `${body} `, {}, 'signature_wrong'],
    ['another id', body, { 'webhook-id': 'n-2' }, 'signature_wrong'],
    ['another time', body, { 'webhook-timestamp': String(now() / 1000 - 1) }, 'signature_wrong'],
    ['an old time', body, { 'webhook-timestamp': String(now() / 1000 - 301) }, 'too_old'],
    ['a time to come', body, { 'webhook-timestamp': String(now() / 1000 + 301) }, 'too_new'],
    ['no time', body, { 'webhook-timestamp': 'NaN' }, 'headers_missing'],
    ['no signature', body, { 'webhook-signature': '' }, 'headers_missing'],
    ['a signature of another kind', body, { 'webhook-signature': 'v1a,AAAA' }, 'signature_wrong'],
    ['what is no base64', body, { 'webhook-signature': 'v1,%%%' }, 'signature_wrong'],
  ])('refuses %s', async (_what, text, changed, reason) => {
    const found = await verifier.verify(text, { ...headersOf(), ...changed });
    expect(found).toEqual({ outcome: 'refused', reason });
  });

  it('refuses a stranger, and a genuine body that is no event', async () => {
    const stranger = await verifier.verify(body, headersOf(other));
    expect(stranger).toEqual({ outcome: 'refused', reason: 'signature_wrong' });
    const text = await verifier.verify('hello', headersOf(secret, 'hello'));
    expect(text).toEqual({ outcome: 'refused', reason: 'body_unreadable' });
  });

  it('checks Ed25519 with the key in either form', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const time = String(now() / 1000);
    const signature = sign(null, Buffer.from(`n-1.${time}.${body}`), privateKey);
    const headers = {
      ...{ 'webhook-id': 'n-1', 'webhook-timestamp': time },
      'webhook-signature': `v1a,${signature.toString('base64')}`,
    };
    for (const key of [der.toString('base64'), `whpk_${der.subarray(-32).toString('base64')}`]) {
      const one = createWebhookVerifier({ keys: [key], now });
      expect(await one.verify(body, headers)).toMatchObject({ outcome: 'genuine' });
      expect(await one.verify(`${body}!`, headers)).toMatchObject({ outcome: 'refused' });
    }
  });

  it('says that a key is none, and no part of it', async () => {
    const broken = createWebhookVerifier({ keys: ['whsec_%%%'], now });
    await expect(broken.verify(body, headersOf())).rejects.toThrow(/no webhook key/);
    expect(() => createWebhookVerifier({ keys: [] })).toThrow(/at least one/);
  });
});
