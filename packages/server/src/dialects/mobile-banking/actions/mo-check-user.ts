import { defineAction } from '../action.ts';
import { type Caller, readCaller } from '../fields.ts';
import { findMember } from '../member.ts';

/** Tells whether somebody is enrolled. Looks at neither device nor PIN. */
export const moCheckUser = defineAction<Caller>({
  name: 'MO_CHECK_USER',
  decode: (fields) => readCaller(fields),
  run: async (exchange, { identifier }) => {
    const member = await findMember(exchange, identifier);
    return { user_status: member === null ? 'NOT_FOUND' : 'FOUND' };
  },
  // This action has no ERROR; clients take a broken answer for NOT_FOUND too.
  refuse: (sentence) => ({ user_status: 'NOT_FOUND', user_status_description: sentence }),
});
