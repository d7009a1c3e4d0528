import type { Static, TObject, TSchema } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { Need } from '../../core/model/operator.ts';
import type { Operator } from '../../core/usecases/create-tenant.ts';
import {
  type Answers,
  type CallShape,
  hasFields,
  json,
  jsonAnswers,
} from '../../dialects/call-shape.ts';
import type { Method, WireRequest, WireResponse } from '../../dialects/dialect.ts';
import { readJsonBytes } from '../../dialects/read-json.ts';
import { queryReader } from '../../dialects/read-query.ts';
import { checker } from '../../dialects/validate.ts';

export interface AdminInput<B, Q = unknown> {
  readonly params: WireRequest['params'];
  readonly headers: WireRequest['headers'];
  /** By its schema; empty where a call has none and reads no query string. */
  readonly query: Q;
  readonly body: B;
}

/** One call of the admin API; `handle` runs once it is known who calls, and that they may. */
export interface AdminRoute {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  /** What the role of whoever calls has to include. */
  readonly needs: Need;
  /** Anybody may ask: the calls that sign somebody in. */
  readonly open?: true;
  /** What it takes and answers, for the API reference. */
  readonly shape: CallShape;
  readonly handle: (request: WireRequest, operator: Operator, core: Core) => Promise<WireResponse>;
}

interface Frame<S extends TSchema, Q extends TSchema> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly body: S;
  /** When absent: to read for `GET`, to operate for all others. */
  readonly needs?: Need;
  readonly open?: true;
  /** Schema of the query string, for calls that read one. */
  readonly query?: Q;
  /** Schemas of the bodies of answers, by status. */
  readonly answers: Answers;
  /** Media types of its answers, where they are not JSON. */
  readonly media?: readonly string[];
}

/** What a query string that is not read has to offer. */
type TUnread = TObject<Record<never, never>>;

/** A call about no tenant in particular. */
export function adminRoute<S extends TSchema, Q extends TSchema = TUnread>(
  route: Frame<S, Q> & {
    readonly run: (
      core: Core,
      operator: Operator,
      input: AdminInput<Static<S>, Static<Q>>,
    ) => Promise<WireResponse>;
  },
): AdminRoute {
  const check = checker(route.body, 'body');
  const readQuery = queryReader(route.query);
  return {
    method: route.method,
    path: route.path,
    summary: route.summary,
    needs: route.needs ?? (route.method === 'GET' ? 'read' : 'operate'),
    ...(route.open && { open: route.open }),
    shape: {
      group: groupOf(route.path),
      ...(route.query && { query: route.query }),
      ...(hasFields(route.body) && { request: [json(route.body)] }),
      answers: answersOf(route),
    },
    handle: (request, operator, core) => {
      const { params, headers } = request;
      const query = readQuery(request.query);
      return route.run(core, operator, { params, headers, query, body: check(readBody(request)) });
    },
  };
}

/** A call below `/tenants/:tenant`: the tenant is found first, and an unknown one is a 404. */
export function tenantRoute<S extends TSchema, Q extends TSchema = TUnread>(
  route: Frame<S, Q> & {
    readonly run: (
      core: Core,
      call: Call,
      input: AdminInput<Static<S>, Static<Q>>,
    ) => Promise<WireResponse>;
  },
): AdminRoute {
  return adminRoute({
    ...route,
    path: `/tenants/:tenant${route.path}`,
    run: async (core, operator, input: AdminInput<Static<S>, Static<Q>>) => {
      const tenant = await core.readTenant(input.params['tenant'] ?? '');
      if (tenant === null) throw new Fault('tenant_not_found', 'There is no such tenant.');
      return route.run(core, { ...operator, tenant }, input);
    },
  });
}

function answersOf({ answers, media }: Pick<Frame<TSchema, TSchema>, 'answers' | 'media'>) {
  if (media === undefined) return jsonAnswers(answers);
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      media.map((mediaType) => ({ mediaType, schema })),
    ]),
  );
}

/** The heading of the reference a call stands under: the first thing its path names in a tenant. */
function groupOf(path: string): string {
  const [first = '', , inTenant] = path.split('/').slice(1);
  const noun = first === 'tenants' && inTenant !== undefined ? inTenant : first;
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

function readBody(request: WireRequest): unknown {
  return request.body.length === 0 ? {} : readJsonBytes(request.body);
}
