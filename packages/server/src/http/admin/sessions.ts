import { Type } from 'typebox';
import { unreachable } from '../../core/fault.ts';
import { Password } from '../../core/model/password.ts';
import type { SignedIn } from '../../core/usecases/operators/open-operator-session.ts';
import type { WireRequest, WireResponse } from '../../dialects/dialect.ts';
import { password, role } from './accounts.ts';
import { type AdminRoute, adminRoute } from './admin-route.ts';
import type { ConsolePlace } from './console-place.ts';
import { object } from './fields.ts';
import type { Identification } from './identify-operator.ts';
import { clearSession, readSessionToken, setSession } from './session-cookie.ts';

const time = Type.String({ format: 'date-time' });
const key = object({ adminKey: Type.String({ minLength: 1, maxLength: 512 }) });
const named = object({
  account: Type.String({ minLength: 1, maxLength: 200 }),
  password,
  code: Type.Optional(Type.String({ maxLength: 16 })),
});

const signedIn = object({
  outcome: Type.Literal('signed_in'),
  account: Type.String(),
  role,
  expiresAt: time,
});
const wrong = object({ outcome: Type.Literal('wrong') });
const codeNeeded = object({ outcome: Type.Literal('code_needed') });

export const WRONG: WireResponse = { status: 200, body: { outcome: 'wrong' } };
/** A passkey's answer as the browser made it: the library that reads it says what is in there. */
export const credential = Type.Record(Type.String(), Type.Unknown());

/** Signing in and out. Whoever was signed in before, in this browser, is signed out by it. */
export function sessionRoutes(
  options: Pick<Identification, 'place' | 'isAdminKey'>,
): readonly AdminRoute[] {
  const { place, isAdminKey } = options;
  return [
    adminRoute({
      method: 'POST',
      path: '/session',
      open: true,
      needs: 'read',
      summary:
        'Sign in: with the admin key, or with name, password and, where there is one, a code',
      body: Type.Union([key, named]),
      answers: { 200: Type.Union([signedIn, codeNeeded, wrong]) },
      run: async (core, by, { body, headers }) => {
        if ('adminKey' in body) {
          if (!isAdminKey(body.adminKey)) {
            await core.operators.noteWrongKey(by);
            return WRONG;
          }
          const opened = await core.operators.signInByKey({ ...by, actor: 'admin' });
          return start(core, by, { headers, place, opened });
        }
        const given = Password.parse(body.password);
        if (given === null) return WRONG;
        const account = body.account.trim().toLowerCase();
        const code = body.code === undefined ? {} : { code: body.code.replace(/\s/g, '') };
        const outcome = await core.operators.signIn(by, { account, password: given, ...code });
        switch (outcome.outcome) {
          case 'signed_in':
            return start(core, by, { headers, place, opened: outcome });
          case 'code_needed':
          case 'wrong':
            return { status: 200, body: outcome };
          default:
            return unreachable(outcome);
        }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/session',
      summary: 'Who is signed in, and until when',
      body: object({}),
      answers: {
        200: object({
          account: Type.String(),
          role,
          expiresAt: Type.Union([time, Type.Null()]),
          passkeys: Type.Integer(),
          totp: Type.Boolean(),
          factorNeeded: Type.Optional(
            Type.Literal(true, { description: 'nothing else is allowed before a factor is added' }),
          ),
        }),
      },
      run: async (core, operator) => {
        const { account = null, role: held = 'owner', session, lacksFactor } = operator.staff ?? {};
        const own = account === null ? null : await core.operators.ownAccount(operator);
        const passkeys = account === null ? [] : await core.operators.listPasskeys(account);
        const expiresAt = session ? new Date(session.expiresAt).toISOString() : null;
        const factors = {
          ...{ passkeys: passkeys.length, totp: own !== null && own.totp !== null },
          ...(lacksFactor && { factorNeeded: true }),
        };
        return {
          status: 200,
          body: { account: nameOf(account), role: held, expiresAt, ...factors },
        };
      },
    }),
    adminRoute({
      method: 'DELETE',
      path: '/session',
      needs: 'read',
      summary: 'Sign out',
      body: object({}),
      answers: { 204: Type.Null() },
      run: async (core, operator, { headers }) => {
        const token = readSessionToken({ headers }, place.cookie);
        if (token !== undefined) await core.operators.signOut(operator, token);
        return { status: 204, headers: clearSession(place.cookie) };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/passkey/options',
      open: true,
      needs: 'read',
      summary: 'What a browser needs to sign in by passkey',
      body: object({}),
      answers: { 200: Type.Record(Type.String(), Type.Unknown()) },
      run: async (core, by) => {
        const options = await core.operators.offerPasskeySignIn(by, place.relyingParty());
        return { status: 200, body: options };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/passkey',
      open: true,
      needs: 'read',
      summary: 'Sign in by passkey',
      body: object({ credential }),
      answers: { 200: Type.Union([signedIn, wrong]) },
      run: async (core, by, { body, headers }) => {
        const given = { party: place.relyingParty(), answer: body.credential };
        const outcome = await core.operators.signInByPasskey(by, given);
        if (outcome.outcome === 'wrong') return WRONG;
        return start(core, by, { headers, place, opened: outcome });
      },
    }),
  ];
}

interface Start {
  readonly headers: WireRequest['headers'];
  readonly place: ConsolePlace;
  readonly opened: SignedIn;
}

type Run = Parameters<AdminRoute['handle']>;

/** Gives the browser its new token, and ends the session it had. */
async function start(
  core: Run[2],
  by: Run[1],
  { headers, place: { cookie }, opened }: Start,
): Promise<WireResponse> {
  const earlier = readSessionToken({ headers }, cookie);
  if (earlier !== undefined) await core.operators.signOut(by, earlier);
  return { status: 200, headers: setSession(cookie, opened.token), body: sessionBody(opened) };
}

function sessionBody({ outcome, account, role: held, expiresAt }: SignedIn) {
  const until = new Date(expiresAt).toISOString();
  return { outcome, account: nameOf(account), role: held, expiresAt: until };
}

function nameOf(account: string | null): string {
  return account ?? 'admin';
}
