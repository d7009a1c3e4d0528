import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { TokenCaller, WireRequest } from '../dialect.ts';
import { textOf } from './fields.ts';
import { type Fields, readFields, readText } from './read-body.ts';
import { isRevoked } from './references.ts';
import { ONBOARDING } from './settings.ts';

/** How a caller key is handed to whoever sets up the app. */
export function showKey(id: string, secret: string) {
  return { apiKey: id, secret };
}

/**
 * `X-API-TOKEN` names tenant, app and person (onb 1, 2); `X-API-KEY` may be left out on most calls,
 * and has to be the app's own where it is sent. Throws one of the `session_` faults.
 */
export async function authenticateByToken(request: WireRequest, core: Core): Promise<TokenCaller> {
  const token = request.headers['x-api-token'];
  if (token === undefined || token === '') {
    throw new Fault('session_unknown', 'Send X-API-TOKEN with a token of this server.');
  }
  const caller = await core.authenticateSignIn({ dialect: ONBOARDING, token });
  const named = apiKeyOf(request);
  if (named !== undefined && named !== caller.keyId) {
    throw new Fault('session_invalid', 'X-API-KEY is not the key this token was got with.');
  }
  if (await isRevoked(core, caller)) {
    throw new Fault('session_invalid', 'The token is not valid here. Get a new token.', {
      internal: 'invalidated by its reference',
    });
  }
  return caller;
}

/** An app that shows its key and the secret of it, in the body (onb 2). */
export async function authenticateBySecret(request: WireRequest, core: Core): Promise<TokenCaller> {
  const fields = readFields(readText(request.body));
  const id = textOf(fields, 'apiKey');
  const secret = textOf(fields, 'secret');
  const named = apiKeyOf(request) ?? id;
  if (id === undefined || secret === undefined || named !== id) throw unknownKey();
  return core.authenticateCaller({ dialect: ONBOARDING, id, secret });
}

/**
 * A partner's server only names the key of the app (onb 2), and in the header one of its own, which
 * has to be of the same tenant. It proves nothing, and its tokens are good for little.
 */
export async function authenticateByName(request: WireRequest, core: Core): Promise<TokenCaller> {
  const fields = readFields(readText(request.body));
  const app = await identify(core, sdkKeyOf(fields));
  const partner = apiKeyOf(request);
  if (partner === undefined) return app;
  const { tenant } = await identify(core, partner);
  if (tenant.id !== app.tenant.id) throw unknownKey();
  return app;
}

/** A call that takes no token, only the name of a key. */
export function authenticateByHeader(request: WireRequest, core: Core): Promise<TokenCaller> {
  return identify(core, apiKeyOf(request));
}

export function apiKeyOf({ headers }: Pick<WireRequest, 'headers'>): string | undefined {
  return headers['x-api-key'] || undefined;
}

export function sdkKeyOf(fields: Fields): string | undefined {
  return textOf(fields, 'sdkApiKey');
}

async function identify(
  core: Core,
  id: string | undefined,
): Promise<{ readonly tenant: Tenant; readonly keyId: string }> {
  if (id === undefined) throw unknownKey();
  return core.identifyApp({ dialect: ONBOARDING, id });
}

function unknownKey(): Fault {
  return new Fault('unauthenticated', 'The API key is missing or not known here. Check it.');
}
