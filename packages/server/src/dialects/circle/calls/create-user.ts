import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { created, refuse } from '../answers.ts';
import { endUser } from '../end-user.ts';
import { defineCall } from '../rest-call.ts';
import { user } from '../wire-answers.ts';
import { userId } from '../wire-fields.ts';

/** A taken id is the fault `subject_exists`. */
export const createUser = defineCall({
  method: 'POST',
  path: '/v1/w3s/users',
  summary: 'Make a user under an id of your own',
  input: { userId },
  answers: { 201: user },
  run: async ({ core, call, input }) => {
    const subject = await core.createSubject(call, { id: input.userId });
    const standing = await core.readStanding(call, { subject, purpose: DEFAULT_PURPOSE });
    return standing === null ? refuse(155102) : created(endUser(standing));
  },
});
