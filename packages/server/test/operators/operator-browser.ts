import { send, type TestAnswer, type TestServer } from '../support/test-server.ts';

export const COOKIE = 'pintumbler-console';

/** What a page of the console does: a cookie jar of one, and the headers a browser adds. */
export interface OperatorBrowser {
  /** The token it holds; for tests that carry it elsewhere. */
  token: string | undefined;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string | undefined>>,
  ): Promise<TestAnswer>;
  signIn(body: unknown): Promise<TestAnswer>;
}

export const PASSWORD = 'a long enough password';

export function openBrowser({ baseUrl }: Pick<TestServer, 'baseUrl'>): OperatorBrowser {
  const browser: OperatorBrowser = {
    token: undefined,
    async call(method, path, body, headers = {}) {
      const given = {
        origin: baseUrl,
        'sec-fetch-site': 'same-origin',
        'x-pintumbler-console': '1',
        ...(browser.token !== undefined && { cookie: `${COOKIE}=${browser.token}` }),
        ...headers,
      };
      const kept = Object.entries(given).filter(([, value]) => value !== undefined);
      const all = Object.fromEntries(kept) as Record<string, string>;
      const answer = await send(`${baseUrl}/admin/v1${path}`, method, body, all);
      const [cookie] = answer.headers.getSetCookie();
      const set = cookie?.match(/^pintumbler-console=([^;]*);/)?.[1];
      if (set !== undefined) browser.token = set === '' ? undefined : set;
      return answer;
    },
    signIn: (body) => browser.call('POST', '/session', body),
  };
  return browser;
}

let accounts = 0;

/** An account of its own, so that tests share no budgets. */
export async function makeAccount(
  server: TestServer,
  role: 'owner' | 'operator' | 'auditor' = 'owner',
): Promise<string> {
  accounts += 1;
  const name = `${role}-${accounts}`;
  const made = await server.admin('POST', '/accounts', { name, role, password: PASSWORD });
  if (made.status !== 201) throw new Error(`no account: ${made.text}`);
  return name;
}

/** A browser in which somebody of that role has signed in. */
export async function signedIn(
  server: TestServer,
  role: 'owner' | 'operator' | 'auditor' = 'owner',
): Promise<OperatorBrowser & { readonly account: string }> {
  const account = await makeAccount(server, role);
  const browser = openBrowser(server);
  const answer = await browser.signIn({ account, password: PASSWORD });
  if (answer.body['outcome'] !== 'signed_in') throw new Error(`not signed in: ${answer.text}`);
  return Object.assign(browser, { account });
}
