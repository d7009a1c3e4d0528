import { Type } from 'typebox';
import type { Core } from '../../../core/core.ts';
import type { Call } from '../../../core/model/call.ts';
import { told } from '../../answer-parts.ts';
import type { CallShape } from '../../call-shape.ts';
import type { Route, WireRequest, WireResponse } from '../../dialect.ts';
import { type Answer, encode, refuse, succeed } from '../answers.ts';
import { apiKeyOf, authenticateByName, authenticateBySecret } from '../authenticate.ts';
import { accountOf, textOf } from '../fields.ts';
import { formOf, TOKEN_SUCCESS } from '../form.ts';
import { type IssuedToken, openClient, type TokenData } from '../levels.ts';
import { answersOf, bodyOf } from '../onboarding-shape.ts';
import { agreePayload } from '../payload.ts';
import { type Fields, readFields, readText } from '../read-body.ts';
import { referenceOf } from '../references.ts';
import { renderRefusal } from '../render-fault.ts';
import { readSettings, settingsOfApp } from '../settings.ts';

const text = Type.String();
const expiry = Type.Integer({ description: 'Milliseconds since 1970' });

interface Issued extends IssuedToken {
  readonly serverKey: string;
}

interface TokenCall {
  readonly paths: readonly string[];
  readonly summary: string;
  readonly authenticate: NonNullable<Route['authenticate']>;
  /** Name of the field with the client's public key. */
  readonly clientKey: string;
  readonly shape: CallShape;
  /** What is remembered with the token; `null`: something is missing. */
  readonly remember: (fields: Fields, request: WireRequest, call: Call) => TokenData | null;
  readonly tell: (issued: Issued, fields: Fields) => Answer;
}

/** A first token, which knows the app and may name an account, and proves nothing about it. */
function defineTokenCall(parts: TokenCall): readonly Route[] {
  const { paths, summary, authenticate, shape } = parts;
  return paths.map((path) => ({
    ...{ method: 'POST', path, summary, authenticate, shape },
    handle: (request, call, core) => issue(parts, request, call, core),
  }));
}

async function issue(
  { clientKey, remember, tell }: TokenCall,
  request: WireRequest,
  call: Call,
  core: Core,
): Promise<WireResponse> {
  const settings = readSettings(call.tenant);
  const form = formOf(request.address, settings.stringCodesOnV1);
  try {
    const fields = readFields(readText(request.body));
    const data = remember(fields, request, call);
    const app = settingsOfApp(settings, call.actor);
    const agreed = await agreePayload(core, call, app, textOf(fields, clientKey) ?? '');
    if (data === null || agreed === null) {
      return encode(form, refuse(form.service === 'TOK' ? 'TOK003' : 'ONB004'));
    }
    const { serverKey, sealed } = agreed;
    const payload = sealed !== undefined && { payload: sealed };
    const issued = await openClient(core, call, settings, { ...data, ...payload });
    return encode(form, tell({ ...issued, serverKey }, fields));
  } catch (error) {
    return renderRefusal(error, form);
  }
}

/** The app's own, by its secret (onb 2). */
export const newAppToken = defineTokenCall({
  paths: ['/token-service/new/token', '/token-service/new/v2/token'],
  summary: 'Give an app its first token for its key and secret',
  authenticate: authenticateBySecret,
  clientKey: 'publicKey',
  shape: {
    request: bodyOf({ apiKey: text, secret: text, publicKey: Type.Optional(text) }),
    answers: answersOf(null, { token: text, expiry, serverPublicKey: text }),
    proofs: [],
  },
  remember: () => ({ shown: 'secret' }),
  tell: ({ token, expiry, serverKey }) => ({
    ...succeed(undefined, 'Success'),
    flat: { token, expiry, serverPublicKey: serverKey },
  }),
});

/** A partner's server asks for one of its users, under a name of its own (onb 2). */
export const newPartnerToken = defineTokenCall({
  paths: ['/token-service/client/server/new/token', '/token-service/client/server/new/v2/token'],
  summary: 'Give a partner a token that names one of its accounts',
  authenticate: authenticateByName,
  clientKey: 'sdkPublicKey',
  shape: {
    request: bodyOf({
      ...{ sdkApiKey: text, sdkPublicKey: Type.Optional(text) },
      ...{ referenceId: text, accountNumber: text },
    }),
    answers: answersOf(null, {
      referenceId: text,
      serverPubKey: text,
      token: text,
      expireAt: expiry,
    }),
    proofs: ['key'],
  },
  remember: (fields, request, call) => {
    const reference = referenceOf(fields, 'referenceId');
    const account = accountOf(fields, 'accountNumber');
    if (reference === undefined || account === undefined) return null;
    return { account, reference, partner: apiKeyOf(request) ?? call.actor };
  },
  tell: ({ token, expiry, serverKey }, fields) => ({
    ...succeed(),
    flat: {
      ...{ referenceId: textOf(fields, 'referenceId'), serverPubKey: serverKey },
      ...{ token, expireAt: expiry },
    },
  }),
});

/** The same, in the envelope of the other service. */
export const newUserToken = defineTokenCall({
  paths: ['/onboarding/user/token'],
  summary: 'Give a partner a token for a user it knows',
  authenticate: authenticateByName,
  clientKey: 'sdkPublicKey',
  shape: {
    request: bodyOf({
      ...{ sdkApiKey: text, sdkPublicKey: Type.Optional(text) },
      ...{ referenceId: Type.Optional(text), accountNumber: Type.Optional(text) },
    }),
    answers: answersOf(
      told({
        ...{ resCode: Type.Integer(), resDesc: text },
        ...{ token: text, expiry, serverPublicKey: text },
      }),
    ),
    proofs: ['key'],
  },
  remember: (fields, request, call) => {
    const reference = referenceOf(fields, 'referenceId');
    const account = accountOf(fields, 'accountNumber');
    const wrong = textOf(fields, 'accountNumber') !== undefined && account === undefined;
    if (wrong) return null;
    const partner = apiKeyOf(request) ?? call.actor;
    return {
      ...(account !== undefined && { account }),
      ...(reference !== undefined && { reference, partner }),
    };
  },
  tell: ({ token, expiry, serverKey }) => {
    const told = { resCode: TOKEN_SUCCESS, resDesc: 'Success', token, expiry };
    return succeed({ ...told, serverPublicKey: serverKey }, 'Full Onboarding Success');
  },
});
