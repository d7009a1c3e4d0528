import { Fault } from '../../../core/fault.ts';
import { answer } from '../answers.ts';
import { findUser } from '../find-user.ts';
import { defineQuery } from '../mixin-call.ts';
import { publicUser } from '../public-user.ts';
import { user } from '../wire-answers.ts';

export const readUser = defineQuery({
  path: '/users/:id',
  summary: 'Read a user by its id',
  data: user,
  run: async (exchange) => {
    const subject = await findUser(exchange, exchange.request.params['id'] ?? '');
    if (subject !== null) return answer(await publicUser(exchange, subject));
    throw new Fault('subject_not_found', 'There is no user with this id.');
  },
});
