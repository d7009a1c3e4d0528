import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { Dialect, WireRequest } from '../../dialects/dialect.ts';

/** From the caller's key to its tenant. What the body says about tenants is never looked at. */
export async function openCall(core: Core, dialect: Dialect, request: WireRequest): Promise<Call> {
  const { tenant, keyId } = await core.authenticateCaller(dialect.identify(request));
  const { id: requestId, source } = request;
  return { tenant, actor: keyId, dialect: dialect.name, source, requestId };
}
