import { createRequire } from 'node:module';
import {
  type Data,
  type Keystore,
  type LogQuery,
  type MixinClient,
  REQUEST,
  settle,
  texts,
} from './client.ts';

/*
 * The vendor's own packages of three generations, as published.
 */

export interface Official {
  readonly user: {
    createBareUser(name: string, secret: string): Promise<Data>;
    profile(): Promise<Data>;
    rotateCode(): Promise<Data>;
    fetch(id: string): Promise<Data>;
    fetchList(ids: readonly string[]): Promise<Data>;
    update(name: string, avatar: string): Promise<Data>;
    updatePreferences(preferences: object): Promise<Data>;
    logs(query: LogQuery): Promise<readonly Data[]>;
  };
  readonly pin: {
    verify(pin: string): Promise<Data>;
    update(first: string, second?: string): Promise<Data>;
    verifyTipPin(secret: string): Promise<Data>;
    updateTipPin(first: string, publicKey: string, counter: number): Promise<Data>;
  };
  readonly app: {
    updateSafeSession(appId: string, data: object): Promise<Readonly<Record<string, string>>>;
  };
  readonly safe: {
    register(userId: string, tipSecret: string, spendSecret: Buffer): Promise<Data>;
    checkRegisteration(): Promise<Data>;
  };
}

interface OfficialPackage {
  MixinApi(config: object): Official;
}

interface Official7 extends OfficialPackage {
  getED25519KeyPair(): Readonly<Record<'seed' | 'publicKey', Buffer>>;
  getVerifyPinTipBody(digits: number): Buffer;
  signTipBody(seed: string, body: Buffer): string;
}

interface OlderOfficial extends OfficialPackage {
  getED25519KeyPair(): Readonly<Record<'privateKey' | 'publicKey', string>>;
}

const load = createRequire(import.meta.url);
export const official7 = load('mixin-official-7') as Official7;
export const official6 = load('mixin-official-6') as OlderOfficial;
export const official4 = load('mixin-official-4') as OlderOfficial;

export function openOfficial(
  { MixinApi }: OfficialPackage,
  baseURL: string,
  keystore: Keystore,
): Official {
  return MixinApi({ keystore, requestConfig: { ...REQUEST, baseURL } });
}

interface NewUser {
  readonly secret: string;
  /** A keystore from the answer about the user; empty when there was none. */
  readonly keystore: (user: Data) => Keystore;
}

/** One driver for all three. */
export function officialClient(api: Official, hasLogs: boolean, isNewest: boolean): MixinClient {
  const makeKeys = isNewest ? newOfficial7User : newOlderUser;
  return {
    async createUser(name) {
      const { secret, keystore } = makeKeys();
      const answer = await settle(api.user.createBareUser(name, secret));
      return { ...answer, keystore: keystore(answer.data ?? {}) };
    },
    // The newest encrypts a single PIN as the old one.
    setPin: (pin) => settle(isNewest ? api.pin.update('', pin) : api.pin.update(pin)),
    changePin: (old, wanted) => settle(api.pin.update(old, wanted)),
    verifyPin: (pin) => settle(api.pin.verify(pin)),
    me: () => settle(api.user.profile()),
    fetchUsers: (ids) => settle(api.user.fetchList(ids)),
    ...(hasLogs && { logs: (query) => api.user.logs(query) }),
  };
}

function newOfficial7User(): NewUser {
  const { seed, publicKey } = official7.getED25519KeyPair();
  return {
    secret: publicKey.toString('base64url'),
    keystore: ({ user_id, session_id, pin_token_base64 }) =>
      texts({
        ...{ app_id: user_id, session_id, pin_token_base64 },
        session_private_key: seed.toString('hex'),
      }),
  };
}

function newOlderUser(): NewUser {
  const { privateKey, publicKey } = official6.getED25519KeyPair();
  return {
    secret: publicKey,
    keystore: ({ user_id, session_id, pin_token }) =>
      texts({ user_id, session_id, pin_token, private_key: privateKey }),
  };
}
