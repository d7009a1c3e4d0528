import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { send, type TestAnswer, type TestServer } from '../../support/test-server.ts';

export type Body = Readonly<Record<string, unknown>>;

/** What every answer of this wire has. */
export interface Envelope {
  readonly resCode: unknown;
  readonly resDesc: unknown;
  readonly data?: Record<string, unknown>;
}

export const DEVICE = 'anid:7vpswUwL4EiBjHgqVgTYmoadZSjS4Ffb2xJ8lv69Muc=:fe89';
export const OTHER_DEVICE = 'anid:AloZHNC6ehWfiK4lgVoNIsq3wRGpIe5y8sGJn/ey8Ws=:1ffe';

/** An installed app: its key, its secret, and the documented calls. */
export interface App {
  readonly base: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly server: TestServer;
  /** Sends a documented call as its sample does; answers the HTTP answer whole. */
  post(path: string, token: string, body?: unknown, headers?: Headers): Promise<TestAnswer>;
  /** The same, for calls that have to be answered with HTTP 200; answers the envelope. */
  ask(path: string, token: string, body?: unknown, headers?: Headers): Promise<Envelope>;
  /** A token of its own. */
  token(): Promise<string>;
}

type Headers = Readonly<Record<string, string>>;

export function publicKeyOf(key: KeyObject): string {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return Buffer.from(JSON.stringify({ kty, crv, x, y })).toString('base64url');
}

const SOME_KEY = publicKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);

export function demoApp(server: TestServer): App {
  const { apiKey = '', secret = '' } = server.demo.onboarding;
  return appOf(server, apiKey, secret);
}

/** An app with a key of its own; makes the tenant when there is none. */
export async function otherApp(server: TestServer, tenant: string): Promise<App> {
  await server.admin('POST', '/tenants', { id: tenant, name: tenant });
  const key = { dialect: 'onboarding', name: 'another app' };
  const { body, text } = await server.admin('POST', `/tenants/${tenant}/keys`, key);
  if (typeof body['apiKey'] !== 'string') throw new Error(text);
  return appOf(server, body['apiKey'], String(body['secret']));
}

export function appOf(server: TestServer, apiKey: string, secret: string): App {
  const base = server.demo.onboarding['baseUrl'] ?? '';
  const post: App['post'] = (path, token, body, headers) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return send(`${base}${path}`, 'POST', text, {
      'content-type': 'text/plain',
      'x-api-token': token,
      'x-api-key': apiKey,
      ...headers,
    });
  };
  return {
    ...{ base, apiKey, secret, server, post },
    async ask(path, token, body, headers) {
      const { status, text, body: envelope } = await post(path, token, body, headers);
      if (status !== 200) throw new Error(`${path}: HTTP ${status} ${text}`);
      return envelope as unknown as Envelope;
    },
    async token() {
      const wanted = { apiKey, publicKey: SOME_KEY, secret };
      const { body } = await send(`${base}/token-service/new/token`, 'POST', wanted);
      return String(body['token']);
    },
  };
}

/** The newest code that was sent to a number. */
export async function codeFor(server: TestServer, mobile: string): Promise<string> {
  const { text } = await server.call('GET', '/dev/messages');
  const messages = JSON.parse(text) as readonly { readonly to: string; readonly code: string }[];
  return messages.find(({ to }) => to.endsWith(mobile))?.code ?? 'no code';
}

/** A code on its way to a number. */
export interface SentCode {
  readonly otpRef: string;
  readonly token: string;
  /** Shows digits for it; the right ones when absent. */
  prove(digits?: unknown, over?: object): Promise<Envelope>;
}

export async function generate(
  app: App,
  mobile: string,
  otpEventType = 'ENROLL',
): Promise<SentCode> {
  const token = await app.token();
  const { data } = await app.ask('/onboarding/otp/generateOTP/v1', token, { mobile, otpEventType });
  const otpRef = String(data?.['otpRef']);
  return {
    ...{ otpRef, token },
    prove: async (digits, over = {}) => {
      const otpVal = digits ?? (await codeFor(app.server, mobile));
      return app.ask('/onboarding/otp/validateOTP/v1', token, {
        otpRef,
        otpVal,
        otpEventType,
        token,
        ...over,
      });
    },
  };
}

export interface Proven {
  readonly token: string;
  readonly accountNumber: string;
}

/** Shows the code that is sent to a number; answers the token that was got for it. */
export async function proveMobile(
  app: App,
  mobile: string,
  otpEventType = 'ENROLL',
): Promise<Proven> {
  const sent = await generate(app, mobile, otpEventType);
  const { data, resDesc } = await sent.prove();
  if (data === undefined) throw new Error(`not proven: ${resDesc}`);
  return { token: String(data['token']), accountNumber: String(data['accountNumber']) };
}

export interface User extends Proven {
  readonly mobile: string;
  readonly pin: string;
}

let users = 0;

export function nextMobile(): string {
  users += 1;
  return `81${String(users).padStart(8, '0')}`;
}

/** Enrols somebody by the wire alone; the token is the one of the code. */
export async function enrol(app: App, pin = '8305'): Promise<User> {
  const mobile = nextMobile();
  const proven = await proveMobile(app, mobile);
  const credentials = { keyRef: '', pin, signInMode: 1 };
  const { resCode } = await app.ask(
    '/onboarding/user/saveCredentials/v1',
    proven.token,
    credentials,
  );
  if (resCode !== 200) throw new Error(`not enrolled: ${resCode}`);
  return { ...proven, mobile, pin };
}

export interface Login {
  readonly account: string;
  readonly pin: unknown;
  readonly deviceId?: string;
  /** A client token of its own when absent. */
  readonly token?: string;
}

export function loginBody({ pin, deviceId = DEVICE }: Omit<Login, 'account'>, token: string) {
  return { keyRef: '', pin, signInMode: 1, token, authType: '1', deviceId };
}

export async function logIn(app: App, login: Login): Promise<Envelope> {
  const token = login.token ?? (await app.token());
  const headers = { 'x-account-number': login.account };
  return app.ask('/onboarding/user/login/v1', token, loginBody(login, token), headers);
}

/** Logs in with the right PIN; answers the token of the login. */
export async function loginToken(app: App, login: Login): Promise<string> {
  const { data, resDesc } = await logIn(app, login);
  if (data === undefined) throw new Error(`not logged in: ${resDesc}`);
  return String(data['token']);
}

export function changeBody(currentPin: unknown, newPin: unknown) {
  return { currentPin, newPin, signInMode: 1 };
}
