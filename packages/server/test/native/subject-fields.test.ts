import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const create = (body: unknown) => server.call('POST', '/v1/subjects', body);

async function expectRefused(body: unknown, sentence: RegExp): Promise<void> {
  const id = await server.makeSubject();
  const { id: _own, ...change } = body as { readonly id?: string };
  const answers = [await create(body)];
  if (_own === undefined) answers.push(await server.call('PATCH', `/v1/subjects/${id}`, change));
  for (const answer of answers) {
    expect([answer.status, answer.body['code']]).toEqual([400, 'request_malformed']);
    expect(answer.body['detail']).toMatch(sentence);
  }
}

describe('devices', () => {
  it('have one spelling per type, whatever case a caller writes', async () => {
    const { body } = await create({ devices: [{ type: 'imsi', value: 'Ab1' }] });
    expect(body['devices']).toEqual([{ type: 'IMSI', value: 'Ab1' }]);
    const devices = [{ type: 'App_Id', value: 'x' }];
    const changed = await server.call('PATCH', `/v1/subjects/${String(body['id'])}`, { devices });
    expect(changed.body['devices']).toEqual([{ type: 'APP_ID', value: 'x' }]);
  });

  it('are at most one per type', async () => {
    for (const type of ['IMSI', 'imsi']) {
      const devices = [
        { type: 'IMSI', value: '1' },
        { type, value: '2' },
      ];
      await expectRefused({ devices }, /one device of each type/);
    }
  });
});

describe('an identifier', () => {
  it.each([
    ['msisdn', '1234', /5 to 15 digits/],
    ['msisdn', '1234567890123456', /5 to 15 digits/],
    ['msisdn', '+254 700 000 00x', /5 to 15 digits/],
    ['msisdn', '٢٥٤٧٠٠٠٠٠٠٠١', /5 to 15 digits/],
    ['msisdn', '++254700000001', /5 to 15 digits/],
    ['msisdn', '2547000\u200b00001', /5 to 15 digits/],
    ['email', 'bea', /one @/],
    ['email', '@example.com', /one @/],
    ['email', 'bea@', /one @/],
    ['email', 'bea@example@com', /one @/],
    ['email', 'be a@example.com', /one @/],
    ['email', 'bea@example.com\u0000x', /one @/],
    ['email', 'bea@exam\nple.com', /one @/],
    ['email', 'bea\u200b@example.com', /one @/],
    ['username', 'be\u0000a', /username/],
    ['username', 'be\u200ba', /username/],
    ['username', 'be\ufeffa', /username/],
    ['username', 'be\u202ea', /username/],
    ['username', 'be\na', /username/],
    ['username', 'be\ud800a', /Unicode/],
    ['email', 'be\udc00a@example.com', /Unicode/],
  ])('%s %j is refused with what is allowed', async (type, value, sentence) => {
    await expectRefused({ identifiers: [{ type, value }] }, sentence);
  });

  it('of one blank-like character is empty after normalisation', async () => {
    for (const value of ['\u00ad', '\u200d', '\u3164']) {
      await expectRefused({ identifiers: [{ type: 'username', value }] }, /username/);
    }
  });

  it('in any usual spelling is accepted', async () => {
    const identifiers = [
      { type: 'msisdn', value: '+254 (733) 345-678' },
      { type: 'msisdn', value: '２５４７３３３４５６７９' },
      { type: 'email', value: ' Bea.Müller+pin@Example.COM ' },
      { type: 'username', value: 'Zoë van Dijk' },
      { type: 'username', value: 'بيا' },
    ];
    const { body, status } = await create({ identifiers });
    expect(status).toBe(201);
    expect(body['identifiers']).toEqual([
      { type: 'msisdn', value: '254733345678' },
      { type: 'msisdn', value: '254733345679' },
      { type: 'email', value: 'bea.müller+pin@example.com' },
      { type: 'username', value: 'zoë van dijk' },
      { type: 'username', value: 'بيا' },
    ]);
  });
});

it('text that is not well-formed Unicode is refused in devices and documents too', async () => {
  const broken = [{ type: 'X', value: 'a\ud800' }];
  await expectRefused({ devices: broken }, /Unicode/);
  await expectRefused({ documents: broken }, /Unicode/);
});

it('an id that means a folder in an address is refused', async () => {
  for (const id of ['.', '..']) await expectRefused({ id }, /^body\/id /);
  for (const id of ['...', '.a', 'a.', 'a..b']) expect((await create({ id })).status).toBe(201);
});

describe('a birth date', () => {
  const SPELLED = ['23.07.1990', '19900723', '1990-7-23', '1990-02-30', '1990-07-23T00:00Z', ''];

  it('that is no calendar date is refused by every call that judges a PIN', async () => {
    const id = await server.makeSubject('8305');
    for (const birthDate of [...SPELLED, '１990-07-23', ' 1990-07-23']) {
      const personal = { birthDate };
      const answers = await Promise.all([
        server.call('POST', '/v1/policy/check', { pin: '739205', personal }),
        server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '739205', personal }),
        server.call('POST', `/v1/subjects/${id}/pin/change`, {
          ...{ currentPin: '8305', newPin: '739205', personal },
        }),
        server.call('POST', `/v1/subjects/${id}/pin/reset`, {
          ...{ newPin: '739205', grant: 'x', personal },
        }),
      ]);
      for (const { status, body } of answers) {
        expect([birthDate, status, body['code']]).toEqual([birthDate, 400, 'request_malformed']);
        expect(body['detail']).toMatch(/^body\/personal\/birthDate must be .*YYYY-MM-DD/);
      }
    }
  });

  it('of a leap day is a date', async () => {
    const personal = { birthDate: '1992-02-29' };
    const { body } = await server.call('POST', '/v1/policy/check', { pin: '739205', personal });
    expect(body).toEqual({ ok: true });
  });
});
