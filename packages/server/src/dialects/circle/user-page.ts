import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { SubjectStanding } from '../../core/model/standing.ts';
import type { Subject } from '../../core/model/subject.ts';
import { type SecretStatus, statusOf } from './end-user.ts';
import type { Span } from './iso-date.ts';
import type { Exchange } from './rest-call.ts';

export interface UserPageQuery {
  readonly pinStatus: SecretStatus | undefined;
  readonly securityQuestionStatus: SecretStatus | undefined;
  readonly from: Span | undefined;
  readonly to: Span | undefined;
  readonly order: 'ASC' | 'DESC';
  readonly size: number;
  /** Exclusive: the page ends before this user, or starts after it. */
  readonly cursor: { readonly side: 'before' | 'after'; readonly subject: Subject } | null;
}

export interface UserPage {
  readonly users: readonly SubjectStanding[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** One page of users, and whether there are more on either side of it (w3s 7). */
export async function readUserPage(exchange: Exchange, query: UserPageQuery): Promise<UserPage> {
  const { cursor, size } = query;
  const towards = query.order === 'ASC' ? 'ascending' : 'descending';
  const back = query.order === 'ASC' ? 'descending' : 'ascending';
  const look = lookThrough(exchange, query);

  if (cursor?.side === 'before') {
    const found = await look(back, cursor.subject, size + 1);
    const users = found.slice(0, size).reverse();
    const last = users.at(-1);
    const hasNext = last !== undefined && (await look(towards, last.subject, 1)).length > 0;
    return { users, hasNext, hasPrevious: found.length > size };
  }
  const found = await look(towards, cursor?.subject, size + 1);
  const users = found.slice(0, size);
  const [first] = users;
  const asked = cursor !== null && first !== undefined;
  const hasPrevious = asked && (await look(back, first.subject, 1)).length > 0;
  return { users, hasNext: found.length > size, hasPrevious };
}

function lookThrough({ core, call }: Exchange, query: UserPageQuery) {
  const { pinStatus, securityQuestionStatus, from, to } = query;
  const wants = ({ pin, questions }: SubjectStanding) =>
    (pinStatus === undefined || statusOf(pin) === pinStatus) &&
    (securityQuestionStatus === undefined || statusOf(questions) === securityQuestionStatus);
  return (order: 'ascending' | 'descending', after: Subject | undefined, limit: number) =>
    core.listSubjects(call, {
      ...{ purpose: DEFAULT_PURPOSE, wants, order, limit },
      ...(from && { from: from.start }),
      ...(to && { to: to.end }),
      ...(after && { after }),
    });
}
