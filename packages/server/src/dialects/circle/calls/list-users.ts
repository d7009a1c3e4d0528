import { Type } from 'typebox';
import type { Subject } from '../../../core/model/subject.ts';
import { told } from '../../answer-parts.ts';
import type { WireResponse } from '../../dialect.ts';
import { ok, refuse, refuseFields } from '../answers.ts';
import { endUser, SECRET_STATUSES } from '../end-user.ts';
import { choice, optional, type ShapeOf, text } from '../fields.ts';
import { span } from '../iso-date.ts';
import { linkHeader } from '../link-header.ts';
import { pageSize } from '../page-size.ts';
import { defineCall, type Exchange } from '../rest-call.ts';
import { readUserPage, type UserPage } from '../user-page.ts';
import { user } from '../wire-answers.ts';
import { isUuid } from '../wire-fields.ts';

const PATH = '/v1/w3s/users';

/** Any id we may have issued, so also one made through another door. */
const cursor = optional(text(1, 128));

const input = {
  pinStatus: optional(choice(SECRET_STATUSES)),
  securityQuestionStatus: optional(choice(SECRET_STATUSES)),
  from: optional(span),
  to: optional(span),
  pageBefore: cursor,
  pageAfter: cursor,
  pageSize,
  order: optional(choice(['ASC', 'DESC'] as const)),
};

type Input = ShapeOf<typeof input>;

export const listUsers = defineCall({
  method: 'GET',
  path: PATH,
  summary: 'List users by the time they were made, page by page',
  input,
  answers: { 200: told({ users: Type.Array(user) }) },
  run: async (exchange) => {
    const { pageBefore, pageAfter, pageSize: size, order = 'DESC', ...filters } = exchange.input;
    if (pageBefore !== undefined && pageAfter !== undefined) return refuseBoth();
    const name = pageBefore ?? pageAfter;
    const subject = name === undefined ? null : await findCursor(exchange, name);
    // Documented as UUIDs, which our ids need not be: what is unknown decides the code (w3s 7).
    if (name !== undefined && subject === null) return refuse(isUuid(name) ? 156012 : 156014);
    const side = pageBefore === undefined ? 'after' : 'before';
    const at = subject && ({ side, subject } as const);
    const page = await readUserPage(exchange, { ...filters, order, size, cursor: at });
    return ok({ users: page.users.map(endUser) }, { link: linksOf(exchange, page) });
  },
});

function findCursor({ core, call }: Exchange, id: string): Promise<Subject | null> {
  return core.findSubject(call, { id });
}

function refuseBoth(): WireResponse {
  const message = 'pageBefore and pageAfter cannot be combined';
  return refuseFields([{ error: 'invalid_value', message, location: 'pageBefore' }]);
}

function linksOf({ call, request }: Exchange, { users, hasNext, hasPrevious }: UserPage): string {
  const first = users.at(0)?.subject.id;
  const last = users.at(-1)?.subject.id;
  return linkHeader({
    ...{ call, request, path: PATH },
    queries: {
      self: queryOf(request, ['pageBefore', 'pageAfter']),
      first: queryOf(request),
      ...(hasNext && last !== undefined && { next: queryOf(request, [], { pageAfter: last }) }),
      ...(hasPrevious &&
        first !== undefined && { prev: queryOf(request, [], { pageBefore: first }) }),
    },
  });
}

type Asked = Readonly<Pick<Exchange['request'], 'query'>>;

/** The filters of this request, and what is added to them; nothing we do not know is repeated. */
function queryOf(
  { query }: Asked,
  kept: readonly (keyof Input)[] = [],
  added: Readonly<Partial<Record<keyof Input, string>>> = {},
): URLSearchParams {
  const filters = ['pinStatus', 'securityQuestionStatus', 'from', 'to', 'pageSize', 'order'];
  const names = [...filters, ...kept];
  const known = names.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return new URLSearchParams({ ...Object.fromEntries(known), ...added });
}
