import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { type Data, type Keystore, type MixinClient, REQUEST, settle, texts } from './client.ts';

/*
 * The packages of the community, as published: the first of all, and the last.
 */

interface Axios {
  readonly defaults: Record<string, unknown>;
}

interface Community3 {
  Client: new (
    keystore: Keystore,
  ) => {
    readonly request: Axios;
    createUser(name: string): Promise<Data>;
    modifyPin(wanted: string, old?: string): Promise<Data>;
    verifyPin(pin: string): Promise<Data>;
    userMe(): Promise<Data>;
    readUsers(ids: readonly string[]): Promise<Data>;
  };
}

interface Community1 {
  Mixin: new (
    keystore: Keystore,
  ) => {
    readonly _request: Axios;
    create_user(user: object): Promise<Data>;
    pin_update(pins: object): Promise<Data>;
    pin_verify(pins: object): Promise<Data>;
    query_me(): Promise<Data>;
    query_user_fetch(ids: readonly string[]): Promise<Data>;
  };
}

const load = createRequire(import.meta.url);
const community3 = load('mixin-community-3') as Community3;
const community1 = load('mixin-community-1') as Community1;

export function community3Client(baseURL: string, keystore: Keystore): MixinClient {
  const client = new community3.Client(keystore);
  Object.assign(client.request.defaults, REQUEST, { baseURL });
  return {
    async createUser(name) {
      // Makes the key itself and adds it to what was answered.
      const answer = await settle(client.createUser(name));
      const { user_id: client_id, session_id, pin_token, private_key } = answer.data ?? {};
      return { ...answer, keystore: texts({ client_id, session_id, pin_token, private_key }) };
    },
    setPin: (pin) => settle(client.modifyPin(pin)),
    changePin: (old, wanted) => settle(client.modifyPin(wanted, old)),
    verifyPin: (pin) => settle(client.verifyPin(pin)),
    me: () => settle(client.userMe()),
    fetchUsers: (ids) => settle(client.readUsers(ids)),
  };
}

export function community1Client(baseURL: string, keystore: Keystore): MixinClient {
  const client = new community1.Mixin(keystore);
  Object.assign(client._request.defaults, REQUEST, { baseURL });
  return {
    async createUser(full_name) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
      const session_secret = spki.toString('base64');
      const answer = await settle(client.create_user({ full_name, session_secret }));
      const { user_id: client_id, session_id, pin_token } = answer.data ?? {};
      const private_key = privateKey.export({ format: 'pem', type: 'pkcs1' });
      return { ...answer, keystore: texts({ client_id, session_id, pin_token, private_key }) };
    },
    setPin: (pin) => settle(client.pin_update({ pin })),
    changePin: (old_pin, pin) => settle(client.pin_update({ old_pin, pin })),
    verifyPin: (pin) => settle(client.pin_verify({ pin })),
    me: () => settle(client.query_me()),
    fetchUsers: (ids) => settle(client.query_user_fetch(ids)),
  };
}
