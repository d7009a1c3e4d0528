import { Type } from 'typebox';
import { Fault } from '../../core/fault.ts';
import type { CallerKey } from '../../core/model/tenant.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { label, object } from './fields.ts';

export function keyRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  return [
    tenantRoute({
      method: 'GET',
      path: '/keys',
      summary: "List a tenant's caller keys, without their secrets",
      body: object({}),
      run: async (core, call) => {
        const keys = await core.listCallerKeys(call);
        return { status: 200, body: { keys: keys.map(keyBody) } };
      },
    }),
    tenantRoute({
      method: 'POST',
      path: '/keys',
      summary: 'Make a caller key for one dialect; its secret is shown only here',
      body: object({
        dialect: Type.Union(dialects.map(({ name }) => Type.Literal(name))),
        name: label,
        id: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._@-]{3,64}$' })),
        secret: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{16,128}$' })),
      }),
      run: async (core, call, { body }) => {
        const dialect = dialects.find(({ name }) => name === body.dialect);
        const isChosen = body.id !== undefined || body.secret !== undefined;
        if (isChosen && !dialect?.keysMayBeChosen) throw unusableKey(body.dialect);
        const { key, secret } = await core.createCallerKey(call, body);
        return { status: 201, body: { ...keyBody(key), ...dialect?.showKey(key.id, secret) } };
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/keys/:id',
      summary: 'Revoke a caller key at once and for good',
      body: object({}),
      run: async (core, call, { params }) => {
        const key = await core.revokeCallerKey(call, params['id'] ?? '');
        return { status: 200, body: keyBody(key) };
      },
    }),
  ];
}

/** A dialect whose wire has a key format of its own could never read any other key. */
function unusableKey(dialect: string): Fault {
  const sentence = `Keys of ${dialect} have a format of their own. Leave id and secret out.`;
  return new Fault('request_malformed', sentence);
}

function keyBody({ id, dialect, name, createdAt, revokedAt }: CallerKey) {
  return {
    id,
    dialect,
    name,
    createdAt: new Date(createdAt).toISOString(),
    revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
  };
}
