import { request as sendRaw } from 'node:http';
import { send, type TestAnswer, type TestServer } from '../../support/test-server.ts';

export const PASSWORD = 'copper-Kettle-41';
export const PIN = '8305';
export const OTHER_PIN = '739205';
export const WRONG_PIN = '4071';

export type Headers = Record<string, string>;

export interface Person {
  readonly subject: string;
  readonly username: string;
  readonly email: string;
}

/** An installed copy of an app: it knows the base URL and an app key, and nothing else. */
export interface App {
  readonly url: string;
  readonly appKey: string;
  /** Sends one request below the base URL, with the app key. */
  ask(method: string, path: string, body?: unknown, headers?: Headers): Promise<TestAnswer>;
  /** `POST /token` of somebody, with whatever headers come on top. */
  logIn(person: Pick<Person, 'username'>, headers?: Headers): Promise<TestAnswer>;
}

export function demoApp({ demo }: TestServer): App {
  return appOf(demo.etna.baseUrl, demo.etna.appKey);
}

/** Another app of a tenant, which is made when there is none. */
export async function otherApp(server: TestServer, tenant = server.demo.tenant): Promise<App> {
  if (tenant !== server.demo.tenant) {
    await server.admin('POST', '/tenants', { id: tenant, name: tenant });
  }
  const key = { dialect: 'etna', name: 'another app' };
  const { body } = await server.admin('POST', `/tenants/${tenant}/keys`, key);
  return appOf(server.demo.etna.baseUrl, String(body['appKey']));
}

function appOf(url: string, appKey: string): App {
  const ask: App['ask'] = (method, path, body, headers) =>
    send(`${url}${path}`, method, body, { 'et-app-key': appKey, ...headers });
  return {
    ...{ url, appKey, ask },
    logIn: ({ username }, headers) =>
      ask('POST', '/token', undefined, { username, password: PASSWORD, ...headers }),
  };
}

export function bearer(token: unknown): Headers {
  return { authorization: `Bearer ${token}` };
}

let people = 0;

export interface Enrolment {
  readonly pin?: string;
  /** `null`: nobody can reach them. */
  readonly email?: null;
  readonly mustChangePassword?: boolean;
}

/** Somebody with login, e-mail address and password, made by staff. */
export async function enrol(server: TestServer, enrolment: Enrolment = {}): Promise<Person> {
  people += 1;
  const subject = `trader-${people}`;
  const person = { subject, username: subject, email: `${subject}@example.com` };
  const mail = enrolment.email === null ? [] : [{ type: 'email', value: person.email }];
  await must(
    server.call('POST', '/v1/subjects', {
      id: subject,
      identifiers: [{ type: 'username', value: person.username }, ...mail],
    }),
  );
  const path = `/tenants/${server.demo.tenant}/subjects/${subject}/password`;
  const mustChange = enrolment.mustChangePassword ?? false;
  await must(server.admin('PUT', path, { password: PASSWORD, mustChange }));
  if (enrolment.pin !== undefined) {
    await must(server.call('PUT', `/v1/subjects/${subject}/pin`, { pin: enrolment.pin }));
  }
  return person;
}

/** The token of a whole login. */
export async function tokenOf(app: App, person: Person, pin: string): Promise<string> {
  const { status, body, text } = await app.logIn(person, { pincode: pin });
  if (status !== 200) throw new Error(`not logged in: ${text}`);
  return String(body['Token']);
}

/** What was sent, newest first. */
export async function messages(server: TestServer) {
  const { text } = await server.call('GET', '/dev/messages');
  return JSON.parse(text) as readonly { readonly to: string; readonly code: string | null }[];
}

/** The code in the newest message to somebody. */
export async function newestCode(server: TestServer, to: string): Promise<string> {
  const code = (await messages(server)).find((each) => each.to === to && each.code)?.code;
  if (!code) throw new Error(`no code for ${to}`);
  return code;
}

/** What somebody chooses when they set a PIN. */
export function choice(Token: unknown, Pin: unknown, more: object = {}): object {
  return { Token, Pin, ImageName: 'robot.png', PersonalPhrase: 'blue kettle', ...more };
}

/** Where a PIN stands, by the tenant's own API: what was charged, and whether there is one. */
export async function pinOf(server: TestServer, { subject }: Person) {
  const { body } = await server.call('GET', `/v1/subjects/${subject}/pin`);
  const { state, attemptsRemaining } = body;
  return { state, attemptsRemaining };
}

export function configure(server: TestServer, etna: object) {
  return must(server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { etna } }));
}

/** A GET with a body, which `fetch` refuses to send. */
export function sendGet(url: string, body: string, headers: Headers): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const all = { 'content-type': 'application/json', 'content-length': length, ...headers };
    const request = sendRaw(url, { method: 'GET', headers: all }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const sent = new Headers(response.headers as Record<string, string>);
        const answered = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
        resolve({ status: response.statusCode ?? 0, headers: sent, text, body: answered });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

export async function must(call: Promise<TestAnswer>): Promise<TestAnswer> {
  const answer = await call;
  const isFine = answer.status < 300 && !answer.text.includes('refused');
  if (!isFine) throw new Error(`HTTP ${answer.status} ${answer.text}`);
  return answer;
}
