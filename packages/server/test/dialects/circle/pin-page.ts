import { send, type TestAnswer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, makeUser, type Sdk, tokenFor, type UserToken } from './backend.ts';

/** What the browser SDK hands to the hosted page. */
export interface PageSession extends UserToken {
  readonly appId: string;
  readonly challengeId: string;
  readonly origin: string;
}

export const ORIGIN = 'http://localhost:5173';

/** Does what the hosted page does once a person has typed something. */
export function callPage(
  { padUrl }: TestServer,
  session: unknown,
  name: 'start' | 'current-pin' | 'answers' | 'new-pin' | 'finish',
  body: object = {},
): Promise<TestAnswer> {
  return send(`${padUrl}/circle/${name}`, 'POST', { session, ...body });
}

export type PinCall =
  | 'createUserPin'
  | 'createUserPinWithWallets'
  | 'updateUserPin'
  | 'restoreUserPin';

/** Opens a challenge as a backend does, with whatever this call wants besides. */
export function openChallenge(sdk: Sdk, call: PinCall, userToken: string, idempotencyKey?: string) {
  const given = { userToken, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  if (call !== 'createUserPinWithWallets') return sdk[call](given);
  return sdk.createUserPinWithWallets({ ...given, blockchains: ['MATIC-AMOY'] });
}

/** A challenge on its page, with a token of its own: not the one it was opened with. */
export async function openPage(
  backend: Backend,
  userId: string,
  call: PinCall,
): Promise<PageSession> {
  const opener = await tokenFor(backend, userId);
  const opened = dataOf(await openChallenge(backend.sdk, call, opener.userToken));
  const challengeId = String(opened.challengeId);
  return {
    appId: backend.appId,
    ...(await tokenFor(backend, userId)),
    challengeId,
    origin: ORIGIN,
  };
}

export const QUESTIONS = [
  { question: 'What was the name of your first pet?', type: 'TEXT', answer: 'Miezi', hint: 'grey' },
  { question: 'When was your mother born?', type: 'DATE', answer: '1961-03-14', hint: '' },
] as const;

export const ANSWERS = QUESTIONS.map(({ answer }) => answer);
export const FIRST_PIN = '749382';
export const WRONG_PIN = '407192';
export const NEW_PIN = '592836';

/** A user who has been through the first ceremony. */
export async function makePinUser(
  server: TestServer,
  backend: Backend,
  pin: string = FIRST_PIN,
): Promise<string> {
  const userId = await makeUser(backend);
  const page = await openPage(backend, userId, 'createUserPin');
  const done = await callPage(server, page, 'finish', { newPin: pin, questions: QUESTIONS });
  if (done.status !== 200) throw new Error(`the first ceremony: ${done.text}`);
  return userId;
}
