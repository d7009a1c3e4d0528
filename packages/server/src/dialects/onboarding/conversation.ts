import type { Core } from '../../core/core.ts';
import type { Call, ReceiptKey } from '../../core/model/call.ts';
import type { Instant } from '../../core/model/instant.ts';
import { ONBOARDING } from './settings.ts';

/** How often a code may be sent again (onb 5). */
export const RESENDS_MAX = 3;

/** What a code is for: the wire's event type, so that a code for one proves nothing for another. */
export interface CodePurpose {
  readonly eventType: string;
  /** Country code first. */
  readonly msisdn: string;
}

/**
 * What `otpRef` stands for. A client keeps it through all resends (onb 5), while each of them is a
 * new code.
 */
export interface Sent extends CodePurpose {
  /** Id of the core's code; `null`: nothing was sent, and nobody may see that. */
  readonly code: string | null;
  /** The app that asked: no other goes on with it. */
  readonly app: string;
  readonly resendsLeft: number;
}

export interface Conversation {
  readonly reference: string;
  readonly sent: Sent;
  /** As the client says it now. */
  readonly eventType: string;
}

/** Remembers what was sent, as long as it is good, and that it is the newest. */
export async function remember(
  core: Core,
  call: Call,
  reference: string,
  { sent, expiresAt }: { readonly sent: Sent; readonly expiresAt: Instant },
): Promise<void> {
  await core.recordReceipt(call, { ...referenceKey(reference), expiresAt, outcome: sent });
  await core.recordReceipt(call, { ...numberKey(sent), expiresAt, outcome: reference });
}

/** `null`: nobody's, another app's, or over. */
export async function recall(core: Core, call: Call, reference: string): Promise<Sent | null> {
  const sent = (await core.readReceipt(call, referenceKey(reference))) as Sent | null;
  return sent?.app === call.actor ? sent : null;
}

/** Of codes for one thing to one number only the newest works. */
export async function isNewest(
  core: Core,
  call: Call,
  reference: string,
  sent: Sent,
): Promise<boolean> {
  return (await core.readReceipt(call, numberKey(sent))) === reference;
}

function referenceKey(reference: string): ReceiptKey {
  return { scope: `${ONBOARDING}:otp`, key: reference };
}

function numberKey({ eventType, msisdn }: CodePurpose): ReceiptKey {
  return { scope: `${ONBOARDING}:newest-otp`, key: `${msisdn}:${eventType}` };
}
