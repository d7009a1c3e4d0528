import { Agent } from 'node:https';

/*
 * What the drivers of the vendor's client generations share. The packages are CommonJS, and what their
 * typings say differs; only what is used here is described.
 */

export type Keystore = Readonly<Record<string, string>>;
export type Data = Readonly<Record<string, unknown>>;

export interface ClientError {
  readonly code: number;
  readonly description: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What a call came to, whether a generation resolves or rejects with an error. */
export interface ClientAnswer {
  readonly data?: Data;
  readonly error?: ClientError;
}

export interface LogQuery {
  readonly category?: string;
  readonly limit?: number;
  readonly offset?: string;
}

export interface MixinClient {
  /** Makes a user whose session key this generation made itself, and a keystore of it. */
  createUser(name: string): Promise<ClientAnswer & { readonly keystore: Keystore }>;
  setPin(pin: string): Promise<ClientAnswer>;
  changePin(old: string, wanted: string): Promise<ClientAnswer>;
  verifyPin(pin: string): Promise<ClientAnswer>;
  me(): Promise<ClientAnswer>;
  fetchUsers(ids: readonly string[]): Promise<ClientAnswer>;
  /** Only the newer official ones can read it. */
  readonly logs?: (query: LogQuery) => Promise<readonly Data[]>;
}

export interface Generation {
  readonly name: string;
  /** Its name among the keystores the server prints. */
  readonly keystore: string;
  readonly algorithm: 'ed25519' | 'rsa';
  open(baseUrl: string, keystore: Keystore): MixinClient;
}

/** All their own hosts are HTTPS, and some turn to them by themselves: nothing may get there. */
const nowhere = new Agent();
nowhere.createConnection = () => {
  throw new Error('a client tried to leave this machine');
};
/** The time-out is long because C3 takes one for a reason to turn to the vendor. */
export const REQUEST = { timeout: 30_000, proxy: false, httpsAgent: nowhere };

/** Old generations resolve with the error object, newer ones reject with an error that has its parts. */
export async function settle(call: Promise<Data>): Promise<ClientAnswer> {
  try {
    const answer = await call;
    return isError(answer) ? { error: answer } : { data: answer };
  } catch (error) {
    if (isError(error)) {
      const { code, description, extra } = error;
      return { error: { code, description, ...(extra !== undefined && { extra }) } };
    }
    throw error;
  }
}

function isError(answer: unknown): answer is ClientError {
  const { code, description } = (answer ?? {}) as Partial<ClientError>;
  return typeof code === 'number' && typeof description === 'string';
}

export function texts(members: Readonly<Record<string, unknown>>): Keystore {
  const entries = Object.entries(members).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(entries) as Keystore;
}
