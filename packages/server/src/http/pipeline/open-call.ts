import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { tightenPolicy } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Dialect, Route, TokenCaller, WireRequest } from '../../dialects/dialect.ts';

/** A call, and what its caller showed for it. */
export interface OpenedCall {
  readonly call: Call;
  /** `name`: what anybody may know, such as the key of an app. */
  readonly shown: 'secret' | 'signature' | 'name';
}

/** From the caller's key or signature to its tenant. What the body says about tenants is never looked at. */
export async function openCall(
  core: Core,
  dialect: Dialect,
  route: Pick<Route, 'authenticate'>,
  request: WireRequest,
): Promise<OpenedCall> {
  const arrivedAt = core.now();
  const { shown, tenant, ...who } = await authenticate(core, dialect, route, request);
  const { id: requestId, source } = request;
  const seen = { tenant: asSeenBy(dialect, tenant), ...who };
  return { shown, call: { ...seen, dialect: dialect.name, source, requestId, arrivedAt } };
}

type Who = Pick<Call, 'tenant' | 'actor' | 'client' | 'signIn'> & Pick<OpenedCall, 'shown'>;

async function authenticate(
  core: Core,
  { callers }: Dialect,
  route: Pick<Route, 'authenticate'>,
  request: WireRequest,
): Promise<Who> {
  if (route.authenticate) return toWho(await route.authenticate(request, core));
  switch (callers.by) {
    case 'key':
      return toWho(await core.authenticateCaller(callers.identify(request)));
    case 'token':
      return toWho(await callers.authenticate(request, core));
    case 'signature': {
      const { tenant, client } = await callers.authenticate(request, core);
      return { tenant, actor: client.id, client, shown: 'signature' };
    }
  }
}

function toWho({ tenant, keyId: actor, signIn, proved }: TokenCaller): Who {
  return { tenant, actor, ...(signIn && { signIn }), shown: proved ? 'secret' : 'name' };
}

/** The tenant with the policy that holds on this wire: its own, or stricter. */
export function asSeenBy({ demands }: Pick<Dialect, 'demands'>, tenant: Tenant): Tenant {
  if (demands === undefined) return tenant;
  return { ...tenant, policy: tightenPolicy(tenant.policy, demands(tenant)) };
}
