import type { Core } from '../../../src/core/core.ts';
import type { Call } from '../../../src/core/model/call.ts';
import { Password } from '../../../src/core/model/password.ts';
import type { Route } from '../../../src/dialects/dialect.ts';
import { authenticateApp } from '../../../src/dialects/etna/authenticate.ts';
import { logIn } from '../../../src/dialects/etna/token/log-in.ts';
import type { TestCore } from '../../support/test-core.ts';
import { type Headers, PASSWORD } from './app.ts';

/** The person of these tests. */
export const ANN = { id: 'ann-1', username: 'ann', email: 'ann@example.com' };
const APP = 'app';
const SOURCE = '192.0.2.1';

export function passwordOf(text: string): Password {
  const password = Password.parse(text);
  if (password === null) throw new Error('no password');
  return password;
}

/** Makes an app key, and a person with login, e-mail address and password. */
export async function prepare({ core, call: operator }: TestCore): Promise<void> {
  const call = { ...operator, dialect: 'etna' };
  const { id, username, email } = ANN;
  const identifiers = [
    { type: 'username', value: username },
    { type: 'email', value: email },
  ] as const;
  await core.createSubject(call, { id, identifiers });
  await core.putPassword(call, { subject: { id }, newPassword: passwordOf(PASSWORD) });
  await core.createCallerKey(call, { dialect: 'etna', name: 'test', id: APP });
}

/** One request without HTTP, from an address for which limits count. */
export async function sendTo(core: Core, route: Route, headers: Headers = {}) {
  const request = {
    ...{ id: 'x', source: SOURCE, params: {}, query: {}, method: route.method },
    ...{ address: `/etna/api${route.path}`, body: new Uint8Array() },
    headers: { 'et-app-key': APP, ...headers },
  };
  const authenticate = route.authenticate ?? authenticateApp;
  const { keyId: actor, ...caller } = await authenticate(request, core);
  const about = { dialect: 'etna', source: SOURCE, requestId: request.id };
  const call: Call = { ...caller, actor, ...about };
  const answer = await route.handle(request, call, core);
  return { ...answer, body: answer.body as Record<string, string> };
}

export function sendLogIn(core: Core, headers: Headers = {}) {
  return sendTo(core, logIn, { username: ANN.username, password: PASSWORD, ...headers });
}
