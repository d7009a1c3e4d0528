import { Type } from 'typebox';
import type { Core } from '../../../core/core.ts';
import type { Call } from '../../../core/model/call.ts';
import { isCode } from '../../../core/model/recovery.ts';
import { json } from '../../call-shape.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { invalid, refuse, succeed } from '../answers.ts';
import { authenticateOptionalBearer } from '../authenticate.ts';
import { CODE_IDENTIFIERS, type CodeIdentifier, resetUse } from '../code-uses.ts';
import { type Confirms, makeConfirmation } from '../confirmation.ts';
import { APP_ONLY, bodyOf, envelope } from '../etna-shape.ts';
import { admitCodeGuess } from '../guess-limits.ts';
import { ANY_LEVEL } from '../levels.ts';
import { readFields } from '../read-fields.ts';
import { readSettings } from '../settings.ts';

const PARAMETER = 'resetCode';
const CODE = { Code: { maxLength: 64 } } as const;
const CODE_WITH_IDENTIFIER = { ...CODE, Identifier: { maxLength: 64 } } as const;

const CONFIRMS: Readonly<Record<CodeIdentifier, Confirms>> = {
  ResetPinCode: 'pin',
  ResetPassword: 'password',
};

/** Swaps a mailed code for a confirmation token (etna 4.4). */
export const exchangeCode: Route = {
  method: 'POST',
  path: '/users/identifiers/reset/code',
  summary: 'Swap a code for a confirmation token',
  shape: {
    request: bodyOf(CODE_WITH_IDENTIFIER),
    answers: { 200: json(envelope(Type.String())) },
    proofs: APP_ONLY,
  },
  authenticate: authenticateOptionalBearer(ANY_LEVEL),
  handle: async (request, call, core) => {
    const read = readFields(request.body, PARAMETER, CODE_WITH_IDENTIFIER);
    if ('refused' in read) return read.refused;
    const { Code: code, Identifier: given } = read.texts;
    const identifier = CODE_IDENTIFIERS.find((known) => known === given);
    if (identifier !== undefined) return exchange(core, call, { code, identifier });
    const rule = `Identifier must be ${CODE_IDENTIFIERS.join(' or ')}.`;
    return invalid({ [`${PARAMETER}.Identifier`]: [rule] });
  },
};

/** The same before it was for more than passwords (etna 2, 6b). */
export const exchangePasswordCode: Route = {
  method: 'POST',
  path: '/users/password/reset/code',
  summary: 'Swap a code for a token that finishes a password reset',
  shape: {
    request: bodyOf(CODE),
    answers: { 200: json(envelope(Type.String())) },
    proofs: APP_ONLY,
  },
  authenticate: authenticateOptionalBearer(ANY_LEVEL),
  handle: async (request, call, core) => {
    const read = readFields(request.body, PARAMETER, CODE);
    if ('refused' in read) return read.refused;
    return exchange(core, call, { code: read.texts.Code, identifier: 'ResetPassword' });
  },
};

interface Exchange {
  readonly code: string;
  readonly identifier: CodeIdentifier;
}

/** The code alone says whose it is, so guesses are counted at the door before one is looked at. */
async function exchange(core: Core, call: Call, { code, identifier }: Exchange) {
  if (!isCode(code)) {
    return invalid({ [`${PARAMETER}.Code`]: ['Code must be a string of 6 digits.'] });
  }
  const settings = readSettings(call.tenant);
  const limited = await admitCodeGuess(core, call);
  if (limited !== null) {
    const { waitSeconds: retryAfterSeconds } = limited;
    const error = 'Too many codes were tried. Try again later.';
    return refuse(settings, {
      ...{ status: 429, error, code: 'ErrorTooManyAttempts', retryAfterSeconds },
    });
  }
  const model = await confirm(core, call, { code, identifier });
  return model === null ? refuseCode(call) : succeed(settings, model);
}

/** `null` for every code that opens nothing: nobody learns whether it was somebody else's. */
async function confirm(
  core: Core,
  call: Call,
  { code, identifier }: Exchange,
): Promise<string | null> {
  const bearer = call.signIn?.subject;
  const whose = typeof bearer === 'string' ? { subject: bearer } : {};
  const use = resetUse(call, identifier);
  const outcome = await core.proveFoundCode(call, { use, code, ...whose });
  if (outcome.outcome !== 'proven' || outcome.subject === null) return null;
  const { subject } = outcome;
  const reason = `a code for ${identifier} was shown`;
  return makeConfirmation(core, call, { subject, confirms: CONFIRMS[identifier], reason });
}

function refuseCode(call: Call): WireResponse {
  const error = 'Code is wrong or not valid any more.';
  return refuse(readSettings(call.tenant), { status: 400, error, code: 'ErrorInvalidCode' });
}
