import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import { PASSWORD_PURPOSE, PIN_PURPOSE } from './purposes.ts';
import { fromWireToken, toWireToken } from './wire-token.ts';

const USE = 'etna-confirmation';
export const CONFIRMATION_TTL_MS = 15 * MINUTE_MS;

const PURPOSES = { pin: PIN_PURPOSE, password: PASSWORD_PURPOSE } as const;

/** What a confirmation token lets its owner put in force. */
export type Confirms = keyof typeof PURPOSES;

interface Confirmation {
  readonly subject: string;
  readonly confirms: Confirms;
}

/**
 * A `ConfirmationToken`: lets this person, through this app, put one new secret in force. Good once,
 * for 15 minutes, and only while the secret it is about stays what it is. `null` for somebody who is
 * suspended or gone.
 */
export async function makeConfirmation(
  core: Core,
  call: Call,
  { subject, confirms, reason }: Confirmation & { readonly reason: string },
): Promise<string | null> {
  const purpose = PURPOSES[confirms];
  const ttlMs = CONFIRMATION_TTL_MS;
  const grant = await core.grantNew(call, { subject, purpose, ttlMs, reason });
  if (grant === null) return null;
  const claims = { tenant: call.tenant.id, app: call.actor, sub: subject, confirms, grant };
  return toWireToken(await core.sealToken(USE, { ...claims, exp: core.now() + ttlMs }));
}

export interface OpenConfirmation {
  readonly subject: string;
  readonly grant: string;
}

/**
 * Reads what this server gave this app for this use. `null` for anything else, an expired one too.
 * Looks at no record: whether it was used is found out by using the grant.
 */
export async function openConfirmation(
  core: Core,
  call: Call,
  { token, confirms }: { readonly token: string; readonly confirms: Confirms },
): Promise<OpenConfirmation | null> {
  const sealed = fromWireToken(token);
  const claims = sealed === null ? null : await core.openToken(USE, sealed);
  if (claims === null) return null;
  const { tenant, app, sub, confirms: stated, grant, exp } = claims;
  const isOurs = tenant === call.tenant.id && app === call.actor && stated === confirms;
  const isAlive = typeof exp === 'number' && core.now() < exp;
  if (!isOurs || !isAlive || typeof sub !== 'string' || typeof grant !== 'string') return null;
  return { subject: sub, grant };
}
