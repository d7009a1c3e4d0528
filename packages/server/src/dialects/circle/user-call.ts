import type { Subject } from '../../core/model/subject.ts';
import type { Route, WireResponse } from '../dialect.ts';
import { refuse } from './answers.ts';
import { USER_TOKEN } from './circle-shape.ts';
import type { Shape } from './fields.ts';
import { type CallParts, defineCall, type Exchange, runWithInput, shapeOf } from './rest-call.ts';

/** A call made for one user, whom `X-User-Token` names. */
export interface UserExchange extends Exchange {
  readonly user: Subject;
}

/** Asks for the user first: what is wrong with the rest is nobody else's business. */
export function defineUserCall<S extends Shape>(parts: CallParts<S, UserExchange>): Route {
  const { method, path, summary } = parts;
  const headers = USER_TOKEN;
  const route = defineCall({
    ...{ method, path, summary, answers: parts.answers, input: {} },
    run: async ({ core, call, request }) => {
      const identified = await identifyUser({ core, call, request });
      if ('refused' in identified) return identified.refused;
      return runWithInput(parts, { core, call, request, ...identified });
    },
  });
  return { ...route, shape: shapeOf({ ...parts, headers }) };
}

type Identified = { readonly user: Subject } | { readonly refused: WireResponse };

/** Throws `session_unknown`, `session_invalid` or `session_expired`. */
async function identifyUser({ core, call, request }: Exchange): Promise<Identified> {
  const token = request.headers['x-user-token'];
  if (token === undefined) return { refused: refuse(155103) };
  const { tenant, session } = await core.authenticateSession({ dialect: call.dialect, token });
  // The key says which tenant it is; the token of another one is as good as forged.
  if (tenant.id !== call.tenant.id) return { refused: refuse(155105) };
  const user = await core.findSubject(call, { id: session.subject });
  if (user === null) return { refused: refuse(155102) };
  return user.suspendedAt === null ? { user } : { refused: refuse(155109) };
}
