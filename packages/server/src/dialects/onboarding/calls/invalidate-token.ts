import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { encode, refuse, succeed } from '../answers.ts';
import { authenticateByHeader } from '../authenticate.ts';
import { formOf, SUCCESS, TOKEN_SUCCESS } from '../form.ts';
import { answersOf, bodyOf } from '../onboarding-shape.ts';
import { readFields, readText } from '../read-body.ts';
import { referenceOf, revokeReference } from '../references.ts';
import { readSettings } from '../settings.ts';

/**
 * A partner's server logs somebody out by its own name for the session: all tokens got under it with
 * the same key end, and those raised from them. The answer does not tell whether there were any.
 */
export const invalidateToken: readonly Route[] = [
  '/token-service/client/server/invalidate/token',
  '/token-service/client/server/invalidate/v2/token',
].map((path) => ({
  ...{ method: 'POST', path, authenticate: authenticateByHeader },
  summary: 'End the tokens of one session of a partner',
  shape: {
    request: bodyOf({ tokenReferenceId: Type.String() }),
    answers: answersOf(told({ resCode: Type.Integer(), resDesc: Type.String() })),
    proofs: ['key'],
  },
  handle: async (request, call, core): Promise<WireResponse> => {
    const { stringCodesOnV1 } = readSettings(call.tenant);
    const form = formOf(request.address, stringCodesOnV1);
    const reference = referenceOf(readFields(readText(request.body)), 'tokenReferenceId');
    if (reference === undefined) return encode(form, refuse('TOK003'));
    await revokeReference(core, call, { reference, partner: call.actor });
    const answer = encode(form, succeed({ resCode: TOKEN_SUCCESS, resDesc: 'Success' }));
    // The one call of the token service with the other service's number around its own (onb 2).
    const outer = form.version === 1 && { resCode: SUCCESS };
    return { ...answer, body: { ...(answer.body as object), ...outer } };
  },
}));
