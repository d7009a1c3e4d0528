import * as sdk10 from '@circle-fin/user-controlled-wallets';
import * as sdk9 from 'circle-ucw-9';
import { send, type TestAnswer, type TestServer } from '../../support/test-server.ts';

/** The vendor's server SDKs, unmodified: the newest, and the last one that runs on Node 20. */
export const SDKS = [
  ['10.8.0', sdk10.initiateUserControlledWalletsClient],
  ['9.6.0', sdk9.initiateUserControlledWalletsClient],
] as const;

export type Initiate = (typeof SDKS)[number][1];
export type Sdk = ReturnType<typeof sdk10.initiateUserControlledWalletsClient>;

/** A developer's backend: an API key of one tenant, and an SDK set up with it. */
export interface Backend {
  readonly sdk: Sdk;
  readonly tenant: string;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly appId: string;
  /** A call without an SDK, below the base URL. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
}

type Circle = Readonly<Record<'baseUrl' | 'apiKey' | 'appId', string>>;

export function demoOf({ demo }: TestServer): Circle {
  return demo.circle;
}

export function demoBackend(server: TestServer, initiate: Initiate = SDKS[0][1]): Promise<Backend> {
  return openBackend(initiate, { ...demoOf(server), tenant: server.demo.tenant });
}

/** The backend of another tenant, which is made when there is none. */
export async function otherBackend(
  server: TestServer,
  tenant: string,
  initiate: Initiate = SDKS[0][1],
): Promise<Backend> {
  await server.admin('POST', '/tenants', { id: tenant, name: tenant });
  const key = { dialect: 'circle', name: 'another backend' };
  const { body } = await server.admin('POST', `/tenants/${tenant}/keys`, key);
  const { baseUrl } = demoOf(server);
  return openBackend(initiate, { baseUrl, apiKey: String(body['apiKey']), tenant });
}

interface Setup {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly tenant: string;
}

async function openBackend(
  initiate: Initiate,
  { baseUrl, apiKey, tenant }: Setup,
): Promise<Backend> {
  const ask: Backend['ask'] = (method, path, body, headers) =>
    send(`${baseUrl}${path}`, method, body, { authorization: `Bearer ${apiKey}`, ...headers });
  const config = await ask('GET', '/v1/w3s/config/entity');
  const { appId } = config.body['data'] as { readonly appId: string };
  const sdk = initiate({ apiKey, baseUrl }) as Sdk;
  return { sdk, tenant, apiKey, baseUrl, appId, ask };
}

/** An error as an application sees it, in the one form both SDKs can be brought into. */
export interface Failure {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** How a call failed: newer SDKs throw a typed error, older ones that of their HTTP client. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call;
  } catch (error) {
    const { response } = error as { readonly response?: { status: number; data: Failure } };
    const { status, code, message } = response
      ? { ...response.data, status: response.status }
      : (error as Failure);
    return { status, code, message };
  }
  throw new Error('the call succeeded');
}

/** What an SDK hands back, without what may be missing by its typings. */
export function dataOf<T>({ data }: { readonly data?: T }): NonNullable<T> {
  if (data === undefined || data === null) throw new Error('the answer has no data');
  return data;
}

let users = 0;

/** A user of its own, so that tests do not share budgets. */
export async function makeUser({ sdk }: Backend): Promise<string> {
  users += 1;
  const userId = `user-${users}-${crypto.randomUUID().slice(0, 8)}`;
  await sdk.createUser({ userId });
  return userId;
}

export interface UserToken {
  readonly userToken: string;
  readonly encryptionKey: string;
}

export async function tokenFor({ sdk }: Backend, userId: string): Promise<UserToken> {
  const { userToken, encryptionKey = '' } = dataOf(await sdk.createUserToken({ userId }));
  return { userToken, encryptionKey };
}

export async function userOf({ sdk }: Backend, userId: string) {
  const { user } = dataOf(await sdk.getUser({ userId }));
  if (user === undefined) throw new Error('the answer has no user');
  return user;
}
