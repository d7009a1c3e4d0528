import type { Subject } from '../../../core/model/subject.ts';
import { answer } from '../answers.ts';
import { findUsers, userIds } from '../find-user.ts';
import { defineCall, type Exchange } from '../mixin-call.ts';
import { MIXIN } from '../settings.ts';
import { userIdOf } from '../user-id.ts';
import { lists } from '../wire-answers.ts';

export const fetchSessions = defineCall({
  path: '/sessions/fetch',
  summary: 'List the sessions of up to 100 users; unknown users are left out',
  data: lists.sessions,
  body: userIds,
  run: async (exchange, ids) => {
    const users = await findUsers(exchange, ids);
    const sessions = await Promise.all(users.map((user) => sessionsOf(exchange, user)));
    return answer(sessions.flat());
  },
});

async function sessionsOf({ core, call }: Exchange, { id }: Subject) {
  const userId = await userIdOf(core, call, id);
  const keys = await core.listClientKeys(call, id);
  return keys
    .filter(({ dialect, revokedAt }) => dialect === MIXIN && revokedAt === null)
    .map((key) => ({
      user_id: userId,
      session_id: key.id,
      // As it was registered: Ed25519 as such, not in the form messengers encrypt to.
      public_key: Buffer.from(key.publicKey.bytes).toString('base64url'),
      platform: '',
    }));
}
