import type { Core } from '../../core/core.ts';
import type { Call, ReceiptKey } from '../../core/model/call.ts';
import { DAY_MS, type Instant, MINUTE_MS } from '../../core/model/instant.ts';
import type { TokenCaller } from '../dialect.ts';
import { textOf } from './fields.ts';
import type { TokenData } from './levels.ts';
import type { Fields } from './read-body.ts';
import { ONBOARDING } from './settings.ts';

/*
 * A partner's server ends a session by its own name for it (onb 2), of which there may be many. What
 * is written down is when the name was ended: every token under it that is not newer is over, and
 * those got through it too.
 */

/** The longest any token lives: as long as a client token, renewals and all. */
const REMEMBERED_MS = DAY_MS + MINUTE_MS;

const REFERENCE_MAX_LENGTH = 100;

interface Reference {
  readonly reference: string;
  /** The key the partner called with: others may use the same name for sessions of their own. */
  readonly partner: string;
}

export function referenceOf(fields: Fields, name: string): string | undefined {
  const text = textOf(fields, name);
  return text !== undefined && text.length <= REFERENCE_MAX_LENGTH ? text : undefined;
}

export async function revokeReference(core: Core, call: Call, reference: Reference): Promise<void> {
  const at = core.now();
  const receipt = {
    ...(await keyOf(core, call, reference)),
    expiresAt: at + REMEMBERED_MS,
    outcome: { at },
  };
  await core.recordReceipt(call, receipt);
}

export async function isRevoked(
  core: Core,
  { tenant, keyId, signIn }: TokenCaller,
): Promise<boolean> {
  const { reference, partner } = (signIn?.data ?? {}) as TokenData;
  if (signIn === undefined || reference === undefined || partner === undefined) return false;
  const origin = { dialect: ONBOARDING, source: '', requestId: '' };
  const call: Call = { ...origin, tenant, actor: keyId };
  const found = await core.readReceipt(call, await keyOf(core, call, { reference, partner }));
  return found !== null && signIn.createdAt <= (found as { readonly at: Instant }).at;
}

/** By a digest: partners fill such fields with whatever they have at hand, and it would lie here as it is. */
async function keyOf(
  core: Core,
  call: Call,
  { reference, partner }: Reference,
): Promise<ReceiptKey> {
  const key = await core.digest(call, 'reference', reference);
  return { scope: `${ONBOARDING}:reference:${partner}`, key };
}
