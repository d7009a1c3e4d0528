import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_TEXTS, withOddText } from '../support/odd-texts.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let admin: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  admin = { authorization: `Bearer ${server.demo.adminKey}` };
});
afterAll(() => server.close());

type Body = Readonly<Record<string, unknown>>;

/** Every text a caller can put anywhere, right as it is. */
const CALLS: readonly (readonly [string, string, Body])[] = [
  [
    'POST',
    '/v1/subjects',
    {
      id: 'odd',
      identifiers: [{ type: 'username', value: 'odd.name' }],
      devices: [{ type: 'IMSI', value: '1' }],
      documents: [{ type: 'PASSPORT', value: 'X1' }],
      language: 'en',
    },
  ],
  ['PATCH', '/v1/subjects/ann', { identifiers: [{ type: 'email', value: 'odd@example.com' }] }],
  ['PUT', '/v1/subjects/ann/pin', { pin: '8305', purpose: 'other', personal: { id: 'x' } }],
  ['POST', '/v1/subjects/ann/pin/verify', { pin: '8305', purpose: 'login', operation: 'pay' }],
  ['POST', '/v1/subjects/ann/pin/change', { currentPin: '8305', newPin: '5927', purpose: 'login' }],
  ['POST', '/v1/subjects/ann/pin/reset', { newPin: '5927', grant: 'x', purpose: 'login' }],
  ['DELETE', '/v1/subjects/ann/pin', { reason: 'lost', purpose: 'gone' }],
  ['POST', '/v1/subjects/ann/recoveries', { factor: 'one_time_code', purpose: 'login' }],
  ['POST', '/v1/recoveries/x/proofs', { factor: 'one_time_code', code: '123456' }],
  ['POST', '/v1/challenges', { type: 'verify', subject: 'ann', returnUrl: 'https://app.example/' }],
  ['POST', '/v1/policy/check', { pin: '8305', personal: { birthDate: '1990-01-01', id: 'x' } }],
  ['POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/hook', events: ['*'], name: 'hook' }],
  ['PUT', '/v1/subjects/ann/prompt', { image: 'swan', phrase: 'my words' }],
  ['POST', '/admin/v1/tenants', { id: 'odd', name: 'Odd' }],
  ['POST', '/admin/v1/tenants/demo/subjects/ann/unlock', { reason: 'asked' }],
];

describe.each(ODD_TEXTS)('%s', (_name, odd) => {
  beforeAll(async () => {
    await server.call('POST', '/v1/subjects', { id: 'ann' });
    await server.call('PUT', '/v1/subjects/ann/pin', { pin: '8305' });
  });

  it.each(CALLS)(
    'in any text of %s %s is taken or refused, and breaks nothing',
    async (...call) => {
      const [method, path, body] = call;
      const headers = path.startsWith('/admin') ? admin : {};
      for (const changed of withOddText(body, odd)) {
        const answer = await server.call(method, path, changed, headers);
        const seen = `${JSON.stringify(changed)} ${answer.status} ${answer.text}`;
        expect(answer.status, seen).toBeLessThan(500);
      }
    },
  );

  it('in an address is not found, or refused', async () => {
    const id = odd.isWellFormed() ? encodeURIComponent(odd) : '%ED%A0%BD';
    for (const path of [
      ...['', '/pin', '/prompt', '/questions'].map((rest) => `/v1/subjects/a${id}${rest}`),
      ...['challenges', 'recoveries', 'webhooks'].map((kind) => `/v1/${kind}/a${id}`),
      `/v1/prompt?type=username&value=a${id}`,
      `/v1/webhooks/a${id}/deliveries`,
      `/admin/v1/tenants/a${id}`,
      `/admin/v1/tenants/demo/audit?subject=a${id}`,
      `/admin/v1/tenants/demo/subjects/a${id}`,
      `/c/a${id}`,
    ]) {
      const headers = path.startsWith('/admin') ? admin : {};
      for (const method of ['GET', 'DELETE']) {
        const answer = await server.call(method, path, undefined, headers);
        expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(500);
      }
    }
  });
});
