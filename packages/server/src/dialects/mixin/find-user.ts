import { Type } from 'typebox';
import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './mixin-call.ts';
import { userIdOf } from './user-id.ts';

const IDS_MAX = 100;

/** A body that is a list of user ids, and nothing around it. */
export const userIds = Type.Array(Type.String({ maxLength: 64 }), { maxItems: IDS_MAX });

/**
 * The user of the caller's tenant that has this id on this wire, or `null`. Somebody whom the tenant
 * named otherwise has an id made from that name: nothing leads back from it, so such a person is
 * found by nobody else. By its own name nobody is found here at all, or a guess would be confirmed.
 */
export async function findUser(
  { core, call, subject: own }: Exchange,
  userId: string,
): Promise<Subject | null> {
  if (userId === (await userIdOf(core, call, own))) return core.findSubject(call, { id: own });
  if (userId !== (await userIdOf(core, call, userId))) return null;
  return core.findSubject(call, { id: userId });
}

/** Those there are, each once, in the order they were asked for. */
export async function findUsers(
  exchange: Exchange,
  ids: readonly string[],
): Promise<readonly Subject[]> {
  const found = await Promise.all([...new Set(ids)].map((id) => findUser(exchange, id)));
  return found.filter((subject) => subject !== null);
}
