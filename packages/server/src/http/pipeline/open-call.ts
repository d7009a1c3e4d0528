import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { tightenPolicy } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Dialect, Route, TokenCaller, WireRequest } from '../../dialects/dialect.ts';

/** From the caller's key or signature to its tenant. What the body says about tenants is never looked at. */
export async function openCall(
  core: Core,
  dialect: Dialect,
  route: Pick<Route, 'authenticate'>,
  request: WireRequest,
): Promise<Call> {
  const arrivedAt = core.now();
  const { tenant, ...who } = await authenticate(core, dialect, route, request);
  const { id: requestId, source } = request;
  const seen = { tenant: asSeenBy(dialect, tenant), ...who };
  return { ...seen, dialect: dialect.name, source, requestId, arrivedAt };
}

async function authenticate(
  core: Core,
  { callers }: Dialect,
  route: Pick<Route, 'authenticate'>,
  request: WireRequest,
): Promise<Pick<Call, 'tenant' | 'actor' | 'client' | 'signIn'>> {
  if (route.authenticate) return toCall(await route.authenticate(request, core));
  switch (callers.by) {
    case 'key': {
      const { tenant, keyId } = await core.authenticateCaller(callers.identify(request));
      return { tenant, actor: keyId };
    }
    case 'token':
      return toCall(await callers.authenticate(request, core));
    case 'signature': {
      const { tenant, client } = await callers.authenticate(request, core);
      return { tenant, actor: client.id, client };
    }
  }
}

function toCall({ tenant, keyId: actor, signIn }: TokenCaller) {
  return { tenant, actor, ...(signIn && { signIn }) };
}

/** The tenant with the policy that holds on this wire: its own, or stricter. */
export function asSeenBy({ demands }: Pick<Dialect, 'demands'>, tenant: Tenant): Tenant {
  if (demands === undefined) return tenant;
  return { ...tenant, policy: tightenPolicy(tenant.policy, demands(tenant)) };
}
