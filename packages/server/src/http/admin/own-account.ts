import { Type } from 'typebox';
import type { Passkey } from '../../core/model/operator.ts';
import { Password } from '../../core/model/password.ts';
import type { SignedIn } from '../../core/usecases/operators/open-operator-session.ts';
import type { WireResponse } from '../../dialects/dialect.ts';
import { password, passwordRefused, UNTYPABLE } from './accounts.ts';
import { type AdminRoute, adminRoute } from './admin-route.ts';
import { label, object } from './fields.ts';
import type { Identification } from './identify-operator.ts';
import { setSession } from './session-cookie.ts';
import { credential, WRONG } from './sessions.ts';

const time = Type.String({ format: 'date-time' });
const passkeyAnswer = object({
  id: Type.String(),
  name: Type.String(),
  createdAt: time,
  usedAt: Type.Union([time, Type.Null()]),
});

const outcome = (...names: string[]) =>
  object({ outcome: Type.Union(names.map((each) => Type.Literal(each))) });

/** What operators do with their own account, whatever their role. Not for the admin key. */
export function ownAccountRoutes({ place }: Pick<Identification, 'place'>): readonly AdminRoute[] {
  /** The session that asked goes on, in this browser, with a new token. */
  const goesOn = ({ token }: SignedIn, status: number, body: object): WireResponse => {
    return { status, headers: setSession(place.cookie, token), body };
  };
  return [
    adminRoute({
      method: 'PUT',
      path: '/session/password',
      needs: 'read',
      summary: 'Change the own password; every other session of the account ends',
      body: object({ currentPassword: password, newPassword: password }),
      answers: { 200: Type.Union([outcome('changed', 'wrong'), passwordRefused]) },
      run: async (core, operator, { body }) => {
        const currentPassword = Password.parse(body.currentPassword);
        if (currentPassword === null) return WRONG;
        const newPassword = Password.parse(body.newPassword);
        if (newPassword === null) return { status: 200, body: UNTYPABLE };
        const command = { currentPassword, newPassword };
        const changed = await core.operators.changeOwnPassword(operator, command);
        if (changed.outcome !== 'changed') return { status: 200, body: changed };
        return goesOn(changed.session, 200, { outcome: 'changed' });
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/totp',
      needs: 'read',
      summary: 'Make a secret for an authenticator app, shown only here; confirm it with a code',
      body: object({ password }),
      answers: {
        200: Type.Union([object({ secret: Type.String(), uri: Type.String() }), outcome('wrong')]),
      },
      run: async (core, operator, { body }) => {
        const given = Password.parse(body.password);
        if (given === null) return WRONG;
        const started = await core.operators.startTotp(operator, given);
        return started.outcome === 'wrong' ? WRONG : { status: 200, body: started.offer };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/totp/confirm',
      needs: 'read',
      summary: 'Put the authenticator app in force; every other session of the account ends',
      body: object({ code: Type.String({ maxLength: 16 }) }),
      answers: { 200: outcome('confirmed', 'wrong') },
      run: async (core, operator, { body }) => {
        const code = body.code.replace(/\s/g, '');
        const confirmed = await core.operators.confirmTotp(operator, code);
        if (confirmed.outcome === 'wrong') return WRONG;
        return goesOn(confirmed.session, 200, { outcome: 'confirmed' });
      },
    }),
    adminRoute({
      method: 'DELETE',
      path: '/session/totp',
      needs: 'read',
      summary: 'Remove the authenticator app; every other session of the account ends',
      body: object({ password }),
      answers: { 200: outcome('removed', 'wrong') },
      run: async (core, operator, { body }) => {
        const given = Password.parse(body.password);
        if (given === null) return WRONG;
        const removed = await core.operators.removeTotp(operator, given);
        if (removed.outcome === 'wrong') return WRONG;
        return goesOn(removed.session, 200, { outcome: 'removed' });
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/passkeys/options',
      needs: 'read',
      summary: 'What a browser needs to make a passkey, for whoever shows the password',
      body: object({ password }),
      answers: { 200: Type.Record(Type.String(), Type.Unknown()) },
      run: async (core, operator, { body }) => {
        const given = Password.parse(body.password);
        if (given === null) return WRONG;
        const asked = { party: place.relyingParty(), password: given };
        const offered = await core.operators.offerPasskey(operator, asked);
        return offered.outcome === 'wrong' ? WRONG : { status: 200, body: offered.options };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/session/passkeys',
      needs: 'read',
      summary: 'Add a passkey to the own account; every other session of it ends',
      body: object({ credential, name: label }),
      answers: { 200: outcome('refused'), 201: passkeyAnswer },
      run: async (core, operator, { body }) => {
        const { name, credential: answer } = body;
        const command = { party: place.relyingParty(), answer, name };
        const added = await core.operators.addPasskey(operator, command);
        if (added.outcome === 'refused') return { status: 200, body: added };
        return goesOn(added.session, 201, passkeyBody(added.passkey));
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/session/passkeys',
      summary: 'List the own passkeys',
      body: object({}),
      answers: { 200: object({ passkeys: Type.Array(passkeyAnswer) }) },
      run: async (core, operator) => {
        const { name } = await core.operators.ownAccount(operator);
        const passkeys = await core.operators.listPasskeys(name);
        return { status: 200, body: { passkeys: passkeys.map(passkeyBody) } };
      },
    }),
    adminRoute({
      method: 'DELETE',
      path: '/session/passkeys/:id',
      needs: 'read',
      summary: 'Remove an own passkey; every other session of the account ends',
      body: object({ password }),
      answers: { 200: outcome('removed', 'wrong') },
      run: async (core, operator, { params, body }) => {
        const given = Password.parse(body.password);
        if (given === null) return WRONG;
        const command = { id: params['id'] ?? '', password: given };
        const removed = await core.operators.removePasskey(operator, command);
        if (removed.outcome === 'wrong') return WRONG;
        return goesOn(removed.session, 200, { outcome: 'removed' });
      },
    }),
  ];
}

function passkeyBody({ id, name, createdAt, usedAt }: Passkey) {
  return {
    ...{ id, name, createdAt: new Date(createdAt).toISOString() },
    usedAt: usedAt === null ? null : new Date(usedAt).toISOString(),
  };
}
