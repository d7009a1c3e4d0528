import { initiateUserControlledWalletsClient } from '@circle-fin/user-controlled-wallets';
import { type Notice, openNotices } from './notices.ts';

/** What the page may ask for. */
export type Kind = 'initialize' | 'change' | 'restore';

export interface Questions {
  readonly config: object;
  readonly challenge: { readonly kind: Kind };
  readonly status: { readonly userToken: string; readonly challengeId: string };
}

export interface Answers {
  readonly config: { readonly serviceUrl: string };
  readonly challenge: Readonly<
    Record<'appId' | 'userToken' | 'encryptionKey' | 'challengeId', string>
  >;
  readonly status: {
    readonly status: string;
    readonly pinStatus: string;
    readonly notice: Notice | null;
  };
}

export interface BackendOptions {
  /** The REST API, mount included. */
  readonly baseUrl: string;
  /** The origin of the PIN page. */
  readonly serviceUrl: string;
  readonly apiKey: string;
  /** Where this backend is told what happened. */
  readonly webhookUrl: string;
}

export interface BackendRequest {
  /** The last part of the address: `challenge`, `status`, `webhook`, ... */
  readonly name: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface BackendAnswer {
  readonly status: number;
  readonly body?: object;
}

const USER_ID = 'sample-wallet-user';

/**
 * The backend of a wallet: it holds the API key, makes users, tokens and challenges with Circle's
 * server SDK, and hears of their end by webhook. No framework, so that any can call `handle`.
 */
export function createBackend({ baseUrl, serviceUrl, apiKey, webhookUrl }: BackendOptions) {
  // The one thing that is not Circle's own server: the base URL.
  const client = initiateUserControlledWalletsClient({ apiKey, baseUrl });
  const notices = openNotices(client, webhookUrl);

  const readAppId = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const response = await fetch(`${baseUrl}/v1/w3s/config/entity`, { headers });
    const { data } = (await response.json()) as { readonly data: { readonly appId: string } };
    return data.appId;
  };

  const openChallenge = async (userToken: string, kind: Kind): Promise<string | undefined> => {
    switch (kind) {
      case 'initialize': {
        const blockchains = ['ETH-SEPOLIA' as const];
        return (await client.createUserPinWithWallets({ userToken, blockchains })).data
          ?.challengeId;
      }
      case 'change':
        return (await client.updateUserPin({ userToken })).data?.challengeId;
      case 'restore':
        return (await client.restoreUserPin({ userToken })).data?.challengeId;
      default:
        throw new Error('There is no such kind of challenge.');
    }
  };

  async function challenge({ kind }: Questions['challenge']): Promise<Answers['challenge']> {
    await notices.subscribe();
    const ALREADY_EXISTS = 155101;
    await client.createUser({ userId: USER_ID }).catch((error: { readonly code?: number }) => {
      if (error.code !== ALREADY_EXISTS) throw error;
    });
    const { data } = await client.createUserToken({ userId: USER_ID });
    const { userToken = '', encryptionKey = '' } = data ?? {};
    const challengeId = (await openChallenge(userToken, kind)) ?? '';
    return { appId: await readAppId(), userToken, encryptionKey, challengeId };
  }

  async function status({
    userToken,
    challengeId,
  }: Questions['status']): Promise<Answers['status']> {
    const read = await client.getUserChallenge({ userToken, challengeId });
    const user = await client.getUserStatus({ userToken });
    return {
      status: read.data?.challenge?.status ?? 'unknown',
      pinStatus: user.data?.pinStatus ?? 'unknown',
      notice: notices.find(challengeId),
    };
  }

  async function answer({ name, method, headers, body }: BackendRequest): Promise<BackendAnswer> {
    // The vendor asks with HEAD whether anybody is there before it sends anything.
    if (name === 'webhook' && method === 'HEAD') return { status: 200 };
    if (method !== 'POST') return { status: 405, body: { message: 'Send a POST.' } };
    switch (name) {
      case 'config':
        return { status: 200, body: { serviceUrl } };
      case 'challenge':
        return { status: 200, body: await challenge(JSON.parse(body)) };
      case 'status':
        return { status: 200, body: await status(JSON.parse(body)) };
      case 'webhook':
        await notices.receive(headers, body);
        return { status: 200 };
      default:
        return { status: 404, body: { message: 'There is no such call.' } };
    }
  }

  return {
    /** Answers one request of the page, or one webhook. Never rejects. */
    handle: (request: BackendRequest): Promise<BackendAnswer> =>
      answer(request).catch((error: unknown) => ({
        status: 502,
        body: { message: error instanceof Error ? error.message : 'Something broke.' },
      })),
  };
}

export type Backend = ReturnType<typeof createBackend>;
