import type { FastifyRequest } from 'fastify';
import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import { sourceOf } from '../pipeline/read-request.ts';
import { acceptedLanguage, chosenLanguage } from './choose-language.ts';
import { sealingFor } from './sealing.ts';
import { makeSurface, type Surface } from './surface.ts';

/** Somebody before the hosted page of a challenge. */
export interface Visit {
  readonly call: Call;
  /** Id of the challenge. */
  readonly challenge: string;
  readonly surface: Surface;
}

export function pathOf(link: string): string {
  return `/c/${encodeURIComponent(link)}`;
}

/**
 * From the link to its challenge; `null` for a link this server did not make, and for tenants that
 * are gone or suspended. The link is all the authority there is: whoever has it acts for the person.
 */
export async function openVisit(
  { core, mustSeal }: { readonly core: Core; readonly mustSeal: boolean },
  request: FastifyRequest,
): Promise<Visit | null> {
  const { link = '' } = request.params as { readonly link?: string };
  const named = await core.readChallengeLink(link);
  const tenant = named && (await core.readTenant(named.tenant));
  if (named === null || tenant === null || tenant.suspendedAt !== null) return null;
  const call: Call = {
    tenant,
    actor: `challenge:${named.id}`,
    dialect: 'native',
    source: sourceOf(request),
    requestId: request.id,
  };
  const sealing = await sealingFor(core, call, { challenge: named.id, required: mustSeal });
  const surface = { ...surfaceFor(core, request, tenant, pathOf(link)), sealing };
  return { call, challenge: named.id, surface };
}

/** What a page for this request is drawn with. */
export function surfaceFor(
  core: Pick<Core, 'now'>,
  request: FastifyRequest,
  tenant: Tenant | null,
  path: string,
): Surface {
  // An address that cannot be taken apart comes without a query.
  const chosen = chosenLanguage(request.query ?? {});
  const fallback = tenant?.pages.language ?? 'en';
  return makeSurface({
    ...{ tenant, path, now: core.now },
    language: chosen ?? acceptedLanguage(request.headers['accept-language'], fallback),
    chosen: chosen !== undefined,
  });
}
