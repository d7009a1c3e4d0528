import { Type } from 'typebox';
import { type Account, OPERATOR_ROLES } from '../../core/model/operator.ts';
import { PASSWORD_RULES, Password } from '../../core/model/password.ts';
import { type AdminRoute, adminRoute } from './admin-route.ts';
import { auditEntries } from './answer-bodies.ts';
import { object, reason } from './fields.ts';

export const role = Type.Union(OPERATOR_ROLES.map((each) => Type.Literal(each)));
export const password = Type.String({ minLength: 1, maxLength: 512 });

/** What nobody can type is no password; the answer is the one other rules get. */
export const UNTYPABLE = { outcome: 'password_refused', rule: 'characters' } as const;
export const passwordRefused = object({
  outcome: Type.Literal('password_refused'),
  rule: Type.Union(PASSWORD_RULES.map((each) => Type.Literal(each))),
});

/** `admin` is how the trail calls whoever has the admin key. */
const name = Type.String({ pattern: '^(?!admin$)[a-z0-9][a-z0-9._@-]{0,62}$' });

const accountAnswer = object({
  name: Type.String(),
  role,
  disabled: Type.Boolean(),
  totp: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
});

const AUDIT_SHOWN = 100;

/** Who operates the server. */
export function accountRoutes(): readonly AdminRoute[] {
  return [
    adminRoute({
      method: 'GET',
      path: '/accounts',
      summary: 'List the accounts of operators',
      body: object({}),
      answers: { 200: object({ accounts: Type.Array(accountAnswer) }) },
      run: async (core) => {
        const accounts = await core.operators.listAccounts();
        return { status: 200, body: { accounts: accounts.map(accountBody) } };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/accounts',
      needs: 'own',
      summary: 'Make an account for an operator, with a first password to be handed over',
      body: object({ name, role, password }),
      answers: { 200: passwordRefused, 201: accountAnswer },
      run: async (core, operator, { body }) => {
        const first = Password.parse(body.password);
        if (first === null) return { status: 200, body: UNTYPABLE };
        const command = { name: body.name, role: body.role, password: first };
        const made = await core.operators.createAccount(operator, command);
        if (made.outcome === 'password_refused') return { status: 200, body: made };
        return { status: 201, body: accountBody(made.account) };
      },
    }),
    adminRoute({
      method: 'PATCH',
      path: '/accounts/:name',
      needs: 'own',
      summary:
        'Change role or access of another operator, or give them a new password, without second factors',
      body: object({
        role: Type.Optional(role),
        disabled: Type.Optional(Type.Boolean()),
        password: Type.Optional(password),
      }),
      answers: { 200: Type.Union([accountAnswer, passwordRefused]) },
      run: async (core, operator, { params, body }) => {
        const { password: text, ...rest } = body;
        const given = text === undefined ? undefined : Password.parse(text);
        if (given === null) return { status: 200, body: UNTYPABLE };
        const command = { name: params['name'] ?? '', ...rest, ...(given && { password: given }) };
        const changed = await core.operators.changeAccount(operator, command);
        const refused = changed.outcome === 'password_refused';
        return { status: 200, body: refused ? changed : accountBody(changed.account) };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/accounts/:name/unlock',
      needs: 'own',
      summary: 'Give an operator fresh guesses at the password',
      body: object({ reason }),
      answers: { 200: object({ outcome: Type.Literal('unlocked') }) },
      run: async (core, operator, { params, body }) => {
        const command = { name: params['name'] ?? '', reason: body.reason };
        await core.operators.unlockAccount(operator, command);
        return { status: 200, body: { outcome: 'unlocked' } };
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/accounts/audit',
      summary: 'The newest hundred entries about operators: sign-ins, accounts, second factors',
      body: object({}),
      answers: { 200: auditEntries },
      run: async (core) => {
        const entries = await core.operators.listAudit(AUDIT_SHOWN);
        const shown = entries.map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
        return { status: 200, body: { entries: shown } };
      },
    }),
  ];
}

function accountBody({ name: called, role: held, disabledAt, totp, createdAt }: Account) {
  return {
    ...{ name: called, role: held, disabled: disabledAt !== null, totp: totp !== null },
    createdAt: new Date(createdAt).toISOString(),
  };
}
