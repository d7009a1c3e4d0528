import { Type } from 'typebox';
import { isFault } from '../../../core/fault.ts';
import { HOUR_MS } from '../../../core/model/instant.ts';
import { nameBasedId } from '../../name-based-id.ts';
import { readAccessToken, unauthorized } from '../access-token.ts';
import { answer } from '../answers.ts';
import { fromBase64 } from '../base64.ts';
import { defineCall, type Exchange } from '../mixin-call.ts';
import { fullName } from '../profile.ts';
import { BadField } from '../read-body.ts';
import { requireApp } from '../require-app.ts';
import { registerSession } from '../session.ts';
import { ownUser } from '../user.ts';
import { newNote } from '../user-note.ts';
import { ownUserShape } from '../wire-answers.ts';

/** An RSA key of 4096 bits takes 736 characters. */
const SECRET_MAX = 1_024;

/** Somebody who was deleted must not come back by a token that lives for months. */
const REPEATED_FOR_MS = HOUR_MS;

/** A user that belongs to the app which made it, with its first session (mixin 7). */
export const createUser = defineCall({
  path: '/users',
  summary: 'Make a user with its first session; for apps',
  data: ownUserShape,
  body: Type.Object({
    full_name: Type.Optional(fullName),
    session_secret: Type.String({ minLength: 1, maxLength: SECRET_MAX }),
  }),
  run: async (exchange, { full_name: name = '', session_secret: secret }) => {
    await requireApp(exchange);
    const publicKey = fromBase64(secret);
    if (publicKey === null) throw new BadField('session_secret', 'must be base64');
    return answer(await ownUser(await makeUser(exchange, name, publicKey)));
  },
});

/**
 * User and session are named after the token: the oldest SDK, when it lost the connection, sends the
 * very same one for ever, and would make a user each time (mixin 1). What is answered is the new
 * user as it sees itself.
 */
async function makeUser(
  exchange: Exchange,
  name: string,
  publicKey: Uint8Array,
): Promise<Exchange> {
  const { core, call, request } = exchange;
  const token = readAccessToken(request.headers['authorization'], core.now());
  if (core.now() - token.issuedAt > REPEATED_FOR_MS) throw unauthorized('too old to make a user');
  const { signed } = token;
  const subject = await nameBasedId(core, call, 'made-user', signed);
  const id = await nameBasedId(core, call, 'made-session', signed);
  const wanted = { id, subject, publicKey, field: 'session_secret' };
  try {
    // First, though there is nobody yet: a key that is none must not leave a user behind.
    return await registerSession(exchange, wanted);
  } catch (fault) {
    if (!isFault(fault, 'subject_not_found')) throw fault;
  }
  await makeSubject(exchange, subject, name);
  return registerSession(exchange, wanted);
}

/** Of two repeats at once, one makes the subject and the other finds it. */
async function makeSubject({ core, call }: Exchange, id: string, name: string): Promise<void> {
  try {
    await core.createSubject(call, { id, note: newNote({ fullName: name }) });
  } catch (fault) {
    if (!isFault(fault, 'subject_exists')) throw fault;
  }
}
