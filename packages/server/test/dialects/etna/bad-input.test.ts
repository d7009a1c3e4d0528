import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  type App,
  bearer,
  choice,
  demoApp,
  enrol,
  OTHER_PIN,
  type Person,
  PIN,
  pinOf,
  sendGet,
} from './app.ts';

const CHANGE = '/v1.0/users/pincode/change';
const FULL_BUDGET = { state: 'active', attemptsRemaining: 5 };
const DENIED = { Message: 'Authorization has been denied for this request.' };
const NO_APP = { error: 'Application key is not defined or does not exist' };

let server: TestServer;
let app: App;
let person: Person;
/** A confirmation token that has to survive everything in this file. */
let Token: string;
let interim: string;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
  person = await enrol(server, { pin: PIN });
  const path = `/tenants/${server.demo.tenant}/subjects/${person.subject}/force-change`;
  await server.admin('POST', path, { reason: 'test' });
  const { body } = await app.logIn(person, { pincode: PIN });
  expect(body['Reason']).toBe('PIN code is not init');
  Token = String(body['ConfirmationToken']);
  interim = String(body['Token']);
});
afterAll(async () => {
  expect(await pinOf(server, person)).toEqual(FULL_BUDGET);
  const used = await change(choice(Token, OTHER_PIN));
  expect([used.status, used.body['IsSucceed']]).toEqual([200, true]);
  const again = await change(choice(Token, '618033'));
  expect([again.status, again.body]).toEqual([400, refusal('ErrorInvalidToken')]);
  await server.close();
});

const change = (body: unknown, headers = bearer(interim)) => app.ask('PUT', CHANGE, body, headers);

function refusal(code: string) {
  const Errors = [expect.any(String)];
  return { Errors, ErrorsCode: [code], StatusCode: 400, IsSucceed: false };
}

function fieldRefusal(...fields: string[]) {
  const ModelState = Object.fromEntries(fields.map((each) => [each, [expect.any(String)]]));
  return { Message: 'Validation error occured while processing entity', ModelState };
}

describe('an app key', () => {
  it.each([undefined, '', 'nobody', 'a b', 'x'.repeat(300)])('is refused: %s', async (key) => {
    const headers = { ...bearer(interim), ...(key !== undefined && { 'et-app-key': key }) };
    const answer = await send(`${app.url}${CHANGE}`, 'PUT', choice(Token, OTHER_PIN), headers);
    expect([answer.status, answer.body]).toEqual([403, NO_APP]);
    for (const path of ['/token', '/logout']) {
      const unversioned = await send(`${app.url}${path}`, 'POST', undefined, headers);
      expect([unversioned.status, unversioned.body]).toEqual([401, NO_APP]);
    }
  });
});

describe('a bearer', () => {
  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['no token', { authorization: 'Bearer ' }],
    ['not base64', { authorization: 'Bearer a-b_c' }],
    ['made up', { authorization: `Bearer ${Buffer.from('a.b.c.d.e').toString('base64')}` }],
  ])('is refused: %s', async (_case, headers) => {
    const answer = await change(choice(Token, OTHER_PIN), headers as Record<string, string>);
    expect([answer.status, answer.body]).toEqual([401, DENIED]);
  });

  it('is refused with one character changed, wherever it is', async () => {
    for (let at = 0; at < interim.length; at += 17) {
      const other = interim[at] === 'A' ? 'B' : 'A';
      const altered = `${interim.slice(0, at)}${other}${interim.slice(at + 1)}`;
      const answer = await change(choice(Token, OTHER_PIN), bearer(altered));
      expect([at, answer.status]).toEqual([at, 401]);
    }
  });
});

describe('a query', () => {
  it.each(['GET', 'PUT', 'POST'])('is never read for a PIN or token: %s', async (method) => {
    const query = `?Token=${encodeURIComponent(Token)}&Pin=${OTHER_PIN}&ImageName=apple.png&PersonalPhrase=x`;
    const answer = await app.ask(method, `${CHANGE}${query}`, undefined, bearer(interim));
    expect([answer.status, answer.body]).toEqual([422, fieldRefusal('changePin')]);
    expect(answer.text).not.toContain(OTHER_PIN);
    expect(answer.text).not.toContain(Token);
  });

  it('spoils a request that has a body as well, whatever its letter case', async () => {
    for (const name of ['Pin', 'pin', 'PIN', 'Token', 'token']) {
      const path = `${CHANGE}?${name}=${OTHER_PIN}`;
      const answer = await app.ask('PUT', path, choice(Token, OTHER_PIN), bearer(interim));
      expect([name, answer.status]).toEqual([name, 422]);
    }
  });

  it('is a body that is missing, told field by field', async () => {
    const answer = await app.ask('GET', CHANGE, undefined, bearer(interim));
    const fields = ['Token', 'Pin', 'ImageName', 'PersonalPhrase'];
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        Message: 'Validation error occured while processing entity',
        ModelState: Object.fromEntries(
          fields.map((name) => [`changePin.${name}`, [`The ${name} field is required.`]]),
        ),
      },
    ]);
  });
});

describe('a PIN', () => {
  const withPin = (written: string) =>
    `{"Token":"${Token}","Pin":${written},"ImageName":"robot.png","PersonalPhrase":"kettle"}`;

  it('that lost its zero as a number is too short, and never padded', async () => {
    const answer = await change(withPin('42'));
    expect([answer.status, answer.body]).toEqual([400, refusal('ErrorInvalidPin')]);
    const three = await change(withPin('305'));
    expect([three.status, three.body]).toEqual([400, refusal('ErrorInvalidPin')]);
  });

  it.each(['1e3', '7392.0', '-0', '-7392', '7392e0', '0.7392e4', 'true', 'null', '[7392]', '{}'])(
    'is no PIN when it is written as %s',
    async (written) => {
      const answer = await change(withPin(written));
      expect([answer.status, answer.body]).toEqual([422, fieldRefusal('changePin.Pin')]);
    },
  );

  it.each(['0739', '+7392', '0x1CE0', '7392,', "'7392'"])('is no JSON as %s', async (written) => {
    const answer = await change(withPin(written));
    expect([answer.status, answer.body]).toEqual([400, { Message: 'The request is invalid.' }]);
  });

  it.each(['"12"', '"1234567890123"', '"73 92"', '"7392\\n"', '"٧٣٩٢"', '""', '"1111"', '1234'])(
    'is refused by its rule as %s',
    async (written) => {
      const answer = await change(withPin(written));
      expect([answer.status, answer.body]).toEqual([400, refusal('ErrorInvalidPin')]);
      expect(answer.text).not.toMatch(/[0-9]{4}/);
    },
  );

  it('given twice, or beside a prototype, is refused unread', async () => {
    for (const body of [
      `{"Token":"${Token}","Pin":"7392","Pin":"5903"}`,
      `{"__proto__":{},"Token":"${Token}"}`,
      '[]',
      '"7392"',
      '{',
    ]) {
      const answer = await change(body);
      expect([answer.status, answer.body]).toEqual([400, { Message: 'The request is invalid.' }]);
    }
  });
});

describe('a choice', () => {
  it.each(['unknown.png', 'robot', 'Robot.png', '../robot.png', '', 'balloon.png', 'toString'])(
    'of a picture that was not offered is refused: %s',
    async (ImageName) => {
      const answer = await change(choice(Token, OTHER_PIN, { ImageName }));
      expect([answer.status, answer.body]).toEqual([400, refusal('ErrorImageNotFound')]);
    },
  );

  it.each(['', '   ', `my ${OTHER_PIN}`, 'a\u0000b', 'x'.repeat(101)])(
    'of no phrase, or one that cannot be shown, is refused: %j',
    async (PersonalPhrase) => {
      const answer = await change(choice(Token, OTHER_PIN, { PersonalPhrase }));
      expect([answer.status, answer.body]).toEqual([400, refusal('ErrorPhraseRequired')]);
    },
  );

  it('without one of its fields is told which', async () => {
    for (const name of ['Token', 'Pin', 'ImageName', 'PersonalPhrase']) {
      const answer = await change(choice(Token, OTHER_PIN, { [name]: undefined }));
      expect([answer.status, answer.body]).toEqual([422, fieldRefusal(`changePin.${name}`)]);
    }
  });
});

describe('a token', () => {
  it('that is none is refused before the PIN is judged', async () => {
    for (const none of ['', 'abc', interim, Token.slice(0, -4), `${Token} `]) {
      const answer = await change(choice(none, '1111'));
      expect([answer.status, answer.body]).toEqual([400, refusal('ErrorInvalidToken')]);
    }
  });
});

it('costs nothing when what is sent to be tested is no PIN', async () => {
  const noPins = ['', '830', '1234567890123', '83 05', '83a5', '+8305', '8305,8305', '0x83'];
  for (const pincode of noPins) {
    const answer = await app.logIn(person, { pincode });
    expect([pincode, answer.status, answer.body['Reason']]).toEqual([pincode, 202, 'Invalid pin']);
  }
  expect(await pinOf(server, person)).toEqual(FULL_BUDGET);
});

it('refuses a GET whose body is too large or of another kind', async () => {
  const headers = { 'et-app-key': app.appKey, ...bearer(interim) };
  const large = await sendGet(`${app.url}${CHANGE}`, `{"x":"${'x'.repeat(70_000)}"}`, headers);
  expect([large.status, Object.keys(large.body)]).toEqual([413, ['Message']]);
});
