import { type Static, Type } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { ClientKey } from '../../core/model/client-key.ts';
import type { CallerKey } from '../../core/model/tenant.ts';
import { oneOf } from '../../dialects/answer-parts.ts';
import type { Dialect, KeyCallers, SigningCallers, WireResponse } from '../../dialects/dialect.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { client, clients, createdKey, keyOrClient, keys } from './answer-bodies.ts';
import { label, object } from './fields.ts';

/** Who may call a tenant's wires: keys of its own services, and clients that sign. */
export function keyRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  return [
    tenantRoute({
      method: 'GET',
      path: '/keys',
      summary: "List a tenant's caller keys and the clients its staff made, without their secrets",
      body: object({}),
      answers: { 200: keys },
      run: async (core, call) => {
        const held = await core.listCallerKeys(call);
        const named = await core.listNamedClientKeys(call);
        return { status: 200, body: { keys: [...held.map(keyBody), ...named.map(clientBody)] } };
      },
    }),
    tenantRoute({
      method: 'POST',
      path: '/keys',
      needs: 'own',
      summary: 'Make a caller key, or a client that signs; secrets are shown only here',
      body: wantedShape(dialects),
      answers: { 201: createdKey },
      run: async (core, call, { body }) => {
        const dialect = dialects.find(({ name }) => name === body.dialect);
        if (dialect === undefined) throw new Fault('key_not_found', 'There is no such dialect.');
        const { callers } = dialect;
        return callers.by === 'signature'
          ? issueClient(core, { ...call, dialect: dialect.name }, callers, body)
          : makeCallerKey(core, call, callers, body);
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/keys/:id',
      summary:
        'Revoke a caller key, or a client that staff made with all that its subject registered since',
      body: object({}),
      answers: { 200: keyOrClient },
      run: async (core, call, { params }) => {
        const id = params['id'] ?? '';
        const found = (await core.listNamedClientKeys(call)).find((each) => each.id === id);
        const body = found
          ? clientBody(await core.revokeNamedClientKey(call, found))
          : keyBody(await core.revokeCallerKey(call, id));
        return { status: 200, body };
      },
    }),
    tenantRoute({
      method: 'GET',
      path: '/subjects/:id/clients',
      summary: 'List the clients that sign for one person',
      body: object({}),
      answers: { 200: clients },
      run: async (core, call, { params }) => {
        const signing = await core.listClientKeys(call, params['id'] ?? '');
        return { status: 200, body: { clients: signing.map(clientBody) } };
      },
    }),
    tenantRoute({
      method: 'DELETE',
      path: '/subjects/:id/clients/:client',
      summary: "Revoke one of a person's clients at once and for good: a lost phone",
      body: object({}),
      answers: { 200: client },
      run: async (core, call, { params }) => {
        const signing = await core.listClientKeys(call, params['id'] ?? '');
        const lost = signing.find(({ id }) => id === params['client']);
        if (lost === undefined) throw new Fault('key_not_found', 'There is no such client.');
        return { status: 200, body: clientBody(await core.revokeClientKey(call, lost)) };
      },
    }),
  ];
}

function wantedShape(dialects: readonly Dialect[]) {
  return object(
    {
      dialect: oneOf(dialects.map(({ name }) => name)),
      name: label,
      id: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._@-]{3,64}$' })),
      secret: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{16,128}$' })),
      algorithm: Type.Optional(Type.Union([Type.Literal('ed25519'), Type.Literal('rsa')])),
      subject: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    },
    'NewKey',
  );
}

type WantedKey = Static<ReturnType<typeof wantedShape>>;

async function makeCallerKey(
  core: Core,
  call: Call,
  callers: Pick<KeyCallers, 'showKey' | 'mayBeChosen'>,
  { algorithm, subject, ...command }: WantedKey,
): Promise<WireResponse> {
  const isChosen = command.id !== undefined || command.secret !== undefined;
  if (isChosen && !callers.mayBeChosen) {
    throw unusable(
      `Keys of ${command.dialect} have a format of their own: leave id and secret out`,
    );
  }
  if (algorithm !== undefined || subject !== undefined) {
    throw unusable(`Callers of ${command.dialect} do not sign: leave algorithm and subject out`);
  }
  const { key, secret } = await core.createCallerKey(call, command);
  return { status: 201, body: { ...keyBody(key), ...callers.showKey(key.id, secret) } };
}

async function issueClient(
  core: Core,
  call: Call,
  callers: SigningCallers,
  { name, algorithm = 'ed25519', subject, id, secret, dialect }: WantedKey,
): Promise<WireResponse> {
  if (id !== undefined || secret !== undefined) {
    throw unusable(`Clients of ${dialect} sign: leave id and secret out`);
  }
  const wanted = { name, algorithm, ...(subject !== undefined && { subject }) };
  const { key, shown } = await callers.issue(core, call, wanted);
  return { status: 201, body: { ...clientBody(key), ...shown } };
}

function unusable(sentence: string): Fault {
  return new Fault('request_malformed', `${sentence}.`);
}

function keyBody({ id, dialect, name, createdAt, revokedAt }: CallerKey) {
  return { id, dialect, name, ...lifeOf({ createdAt, revokedAt }) };
}

export function clientBody({
  id,
  dialect,
  name,
  subject,
  publicKey,
  createdAt,
  revokedAt,
}: ClientKey) {
  const { algorithm } = publicKey;
  return { id, dialect, name, subject, algorithm, ...lifeOf({ createdAt, revokedAt }) };
}

function lifeOf({ createdAt, revokedAt }: Pick<CallerKey, 'createdAt' | 'revokedAt'>) {
  return {
    createdAt: new Date(createdAt).toISOString(),
    revokedAt: revokedAt === null ? null : new Date(revokedAt).toISOString(),
  };
}
