import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import { actorOf, type Staff } from '../../core/model/operator.ts';
import type { Operator } from '../../core/usecases/create-tenant.ts';
import type { WireRequest } from '../../dialects/dialect.ts';
import type { ConsolePlace } from './console-place.ts';
import { refuseForgery } from './refuse-forgery.ts';
import { readSessionToken } from './session-cookie.ts';

export interface Identification {
  readonly core: Core;
  readonly place: ConsolePlace;
  /** Compares a presented key with the admin key in constant time. */
  readonly isAdminKey: (presented: string) => boolean;
}

/** Somebody who has not said who they are. */
export function stranger({ id: requestId, source }: WireRequest): Operator {
  return { actor: 'console', dialect: 'admin', source, requestId };
}

/**
 * Who is calling: whoever sends the admin key, or the account of a session. Throws `unauthenticated`
 * for neither, and `forbidden` for a session that a page from elsewhere sent along.
 */
export async function identifyOperator(
  request: WireRequest,
  { core, place, isAdminKey }: Identification,
): Promise<Operator> {
  const by = stranger(request);
  const [, key] = /^Bearer +(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  // What only a program sends counts before what a browser sends by itself.
  if (key !== undefined) {
    if (isAdminKey(key)) return known(by, { account: null, role: 'owner' });
    await core.operators.noteWrongKey(by);
    throw unknown();
  }
  const token = readSessionToken(request, place.cookie);
  if (token === undefined) throw unknown();
  refuseForgery(request, place);
  return known(by, await core.operators.authenticate(token));
}

function known(by: Operator, staff: Staff): Operator {
  return { ...by, actor: actorOf(staff), staff };
}

function unknown(): Fault {
  const sentence = 'Send Authorization: Bearer followed by the admin key, or sign in.';
  return new Fault('unauthenticated', sentence);
}
