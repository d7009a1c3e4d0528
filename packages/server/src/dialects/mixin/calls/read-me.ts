import type { Route } from '../../dialect.ts';
import { answer } from '../answers.ts';
import { defineQuery, type Exchange } from '../mixin-call.ts';
import { ownUser } from '../user.ts';
import { ownUserShape } from '../wire-answers.ts';

const run = async (exchange: Exchange) => answer(await ownUser(exchange));

export const readMe: Route = defineQuery({
  path: '/me',
  summary: 'Read the calling user',
  data: ownUserShape,
  run,
});

/** Newer SDKs ask here; what it says of a safe is in the same object. */
export const readSafeMe: Route = defineQuery({
  path: '/safe/me',
  summary: 'Read the calling user, registered with a safe or not',
  data: ownUserShape,
  run,
});
