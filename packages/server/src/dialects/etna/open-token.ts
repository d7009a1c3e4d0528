import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { Level } from './levels.ts';
import { PIN_PURPOSE } from './purposes.ts';
import { readSettings } from './settings.ts';
import { toWireToken } from './wire-token.ts';

export const INTERIM_TTL_MS = 15 * MINUTE_MS;

/**
 * A token for what was shown so far. It ends with the PIN that is in force now, or with there being
 * none: what somebody could do before a PIN was set or changed, they cannot do after.
 */
export async function openToken(
  core: Core,
  call: Call,
  opened: {
    readonly subject: string;
    readonly level: Level;
    readonly data?: SignIn['data'];
  },
): Promise<string> {
  const { tokenMinutes } = readSettings(call.tenant);
  const ttlMs = opened.level === 'full' ? tokenMinutes * MINUTE_MS : INTERIM_TTL_MS;
  const about = { ...opened, purpose: PIN_PURPOSE, ttlMs, bound: true };
  const { token } = await core.openSignIn(call, about);
  return toWireToken(token);
}
