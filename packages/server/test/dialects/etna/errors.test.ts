import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/core/fault.ts';
import { renderFault } from '../../../src/dialects/etna/render-fault.ts';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import { type App, bearer, demoApp, enrol, type Person, PIN, tokenOf } from './app.ts';

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

/** Asks without any header of this wire. */
const ask = async (method: string, path: string) => {
  const { status, body, headers } = await send(`${server.baseUrl}/etna${path}`, method);
  return { status, body, allow: headers.get('allow') };
};

describe('a wrong method', () => {
  it.each([
    ['GET', '/api/token', '1.0', 'POST'],
    ['PUT', '/api/logout', '1.0', 'POST'],
    ['DELETE', '/api/v1.0/users/pincode/change', '1.0', 'GET, PUT, POST'],
    ['GET', '/api/v1/users/@me/pincode', '1', 'POST'],
    ['POST', '/api/v1.0/users/passwords/reset/', '1.0', 'PUT'],
    ['PATCH', '/api/v1/assets/security-images', '1', 'GET'],
  ])('is told in the documented form: %s %s', async (method, path, version, allow) => {
    const rule = `with API version '${version}' does not support HTTP method '${method}'.`;
    const Message = `The requested resource ${rule}`;
    expect(await ask(method, path)).toEqual({
      ...{ status: 405, allow },
      body: { Error: { Code: 'UnsupportedApiVersion', Message } },
    });
  });
});

it.each(['v2', 'v1.1', 'v2.0', 'v01'])('another version is told: %s', async (version) => {
  const { status, body } = await ask('POST', `/api/${version}/users/password/reset`);
  expect([status, body]).toEqual([
    400,
    {
      Error: {
        Code: 'UnsupportedApiVersion',
        Message: `The requested resource does not support API version '${version.slice(1)}'.`,
      },
    },
  ]);
});

it('an address that is not there is named without its query', async () => {
  for (const path of ['/api/v1.0/users/nothing', '/api/nothing', '/nothing', '', '/api/v/x']) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, body } = await ask(method, `${path}?Pin=8305`);
      const Message = `No HTTP resource was found that matches the request URI '/etna${path}'.`;
      expect([status, body]).toEqual([404, { Message }]);
    }
  }
});

it('a broken address is refused in a form of this wire', async () => {
  const { status, body } = await ask('GET', '/api/v1.0/users/%zz/pincode');
  expect([status, body]).toEqual([400, { Message: 'The request is invalid.' }]);
});

it('broken parts are told without a word about them', () => {
  const asked = { method: 'GET', address: '/etna/api/v1.0/users/pincode/change?Pin=8305' };
  const fault = new Fault('internal', 'A sentence.', { internal: 'at secret (file.ts:1)' });
  expect(renderFault(fault, 'id', asked)).toEqual({
    status: 500,
    body: {
      message: 'An error occurred while processing your request',
      error: 'Unexpected server error',
    },
  });
  const busy = new Fault('overloaded', 'A sentence.', { retryAfterSeconds: 2 });
  expect(renderFault(busy, 'id', asked)).toEqual({
    ...{ status: 503, headers: { 'retry-after': '2' } },
    body: {
      message: 'An error occurred while processing your request',
      error: 'Service is temporarily unavailable',
    },
  });
});

it('a PIN that is a key on a device is a conflict here, and costs nothing', async () => {
  const fault = new Fault('pin_kind_mismatch', 'The PIN takes another form.');
  const asked = { method: 'POST', address: '/etna/api/token' };
  expect(renderFault(fault, 'id', asked)).toMatchObject({
    ...{ status: 409, body: { Message: 'The PIN takes another form.' } },
  });
});

it('a login needs neither a body nor a content type, and takes the one of a form', async () => {
  const person = await enrol(server);
  const plain = await logInPlainly(person, { 'content-length': '0' });
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
  expect([plain, await logInPlainly(person, form)]).toEqual([202, 202]);
});

it('an overload is a 503 with Retry-After, and costs nothing', async () => {
  const small = await startTestServer({ flags: { 'hash-places': '1' } });
  try {
    const busy = demoApp(small);
    const person = await enrol(small, { pin: PIN });
    const answers = await Promise.all(Array.from({ length: 30 }, () => busy.logIn(person)));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
      expect(Object.keys(body)).toEqual(['message', 'error']);
    }
    await tokenOf(busy, person, PIN);
  } finally {
    await small.close();
  }
});

it('serves the wire at the root of a host name of its own', async () => {
  const named = await startTestServer({ flags: { 'dialect-hosts': 'etna=etna.example' } });
  try {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'etna.example', 'content-length': '0' };
      const sent = request(
        `${named.baseUrl}/api/token`,
        { method: 'POST', headers },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject).end();
    });
    expect(status).toBe(401);
  } finally {
    await named.close();
  }
});

it('says nothing in a bearer error that the bearer said', async () => {
  const images = '/v1.0/assets/security-images';
  const { text } = await app.ask('GET', images, undefined, bearer('c2VjcmV0'));
  expect(text).toBe('{"Message":"Authorization has been denied for this request."}');
});

/** What published samples send: `fetch` would add a content type of its own. */
function logInPlainly({ username }: Person, more: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'et-app-key': app.appKey, username, password: 'copper-Kettle-41', ...more };
    const sent = request(`${app.url}/token`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });
}
