import { Type } from 'typebox';
import type { Core } from '../../../core/core.ts';
import type { Call } from '../../../core/model/call.ts';
import type { Challenge } from '../../../core/model/challenge.ts';
import { tightenPolicy } from '../../../core/model/policy.ts';
import { equalDigests } from '../../../core/model/recovery.ts';
import type { Subject } from '../../../core/model/subject.ts';
import type { Tenant } from '../../../core/model/tenant.ts';
import type { PadPlace, WireRequest, WireResponse } from '../../dialect.ts';
import { appIdOf } from '../app-id.ts';
import { STATUS_OF } from '../challenge-object.ts';
import { field, invalid, object, type ShapeOf } from '../fields.ts';
import { findChallenge } from '../find-challenge.ts';
import { CIRCLE, demandsOf } from '../settings.ts';
import { encryptionKeyOf } from '../user-token.ts';
import { isBareOrigin } from './embedded-by.ts';
import { refuseStep } from './refuse-step.ts';

/** Absent counts as unknown, which has a code of its own; only what is no text is malformed. */
const name = field<string>(Type.Optional(Type.String()), (value = '', location) =>
  typeof value === 'string' ? { value } : invalid(location, 'must be a string'),
);

const origin = field<string>(Type.String({ format: 'uri' }), (value, location) =>
  isBareOrigin(value) ? { value } : invalid(location, 'must be an origin without a path'),
);

const shape = { appId: name, userToken: name, encryptionKey: name, challengeId: name, origin };

/** What the app handed to the SDK in the browser (w3s 8.3), sent along with every call. */
export const session = object(shape);
export type PageSession = ShapeOf<typeof shape>;

/** Who acts on a page, and what for: checked anew at every call, for a page may stand for hours. */
export interface Admitted {
  readonly call: Call;
  readonly challenge: Challenge;
  readonly subject: Subject;
}

/**
 * The checks of w3s 8.5 in their order, except that the token comes first: it says whose app it is.
 * Throws `session_unknown`, `session_invalid` or `session_expired`.
 */
export async function admit(
  core: Core,
  request: WireRequest,
  page: PageSession,
  place: PadPlace,
): Promise<Admitted | { readonly refused: WireResponse }> {
  const { tenant, session: user } = await core.authenticateSession({
    ...{ dialect: CIRCLE, token: page.userToken },
  });
  const call = callOf(tenant, `session:${user.id}`, request);
  if (page.appId !== (await appIdOf(core, call))) return refused(155114);
  if (!mayEmbed(tenant, page.origin, place)) return refused(3);
  const key = await encryptionKeyOf(core, call, user);
  if (!equalDigests(key, page.encryptionKey)) return refused(155118);
  const challenge = await findChallenge(core, call, page.challengeId.toLowerCase());
  if (challenge?.subject !== user.subject) return refused(155116);
  if (challenge.status === 'expired') return refused(155121);
  // Whether it was completed, for a page whose last answer got lost on the way.
  if (challenge.settledAt !== null) {
    return { refused: refuseStep(155122, { status: STATUS_OF[challenge.status] }) };
  }
  const subject = await core.findSubject(call, { id: user.subject });
  if (subject === null) return refused(155116);
  return subject.suspendedAt === null ? { call, challenge, subject } : refused(155109);
}

/**
 * The browser keeps every page out that no tenant allows; this keeps out those that another tenant
 * allows. In dev mode pages of the developer's own machine may.
 */
function mayEmbed({ pages }: Tenant, embedder: string, { inDev }: PadPlace): boolean {
  const { protocol, hostname } = new URL(embedder);
  const local = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return pages.frameAncestors.includes(embedder) || (inDev && local);
}

/** As the pipeline would open it, but nobody showed a key: the person is at work. */
function callOf(tenant: Tenant, actor: string, request: WireRequest): Call {
  const { source, id: requestId } = request;
  const policy = tightenPolicy(tenant.policy, demandsOf(tenant));
  return { tenant: { ...tenant, policy }, actor, dialect: CIRCLE, source, requestId };
}

function refused(code: Parameters<typeof refuseStep>[0]) {
  return { refused: refuseStep(code) };
}
