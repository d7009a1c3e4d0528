import { answer } from '../answers.ts';
import { findUsers, userIds } from '../find-user.ts';
import { defineCall } from '../mixin-call.ts';
import { publicUser } from '../public-user.ts';
import { lists } from '../wire-answers.ts';

export const fetchUsers = defineCall({
  path: '/users/fetch',
  summary: 'Read up to 100 users by their ids; unknown ones are left out',
  data: lists.users,
  body: userIds,
  run: async (exchange, ids) => {
    const users = await findUsers(exchange, ids);
    return answer(await Promise.all(users.map((user) => publicUser(exchange, user))));
  },
});
