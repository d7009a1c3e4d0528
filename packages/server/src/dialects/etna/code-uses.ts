import type { Call } from '../../core/model/call.ts';

/** What a mailed code is for, in the words of the wire (etna 4.4). */
export const CODE_IDENTIFIERS = ['ResetPinCode', 'ResetPassword'] as const;
export type CodeIdentifier = (typeof CODE_IDENTIFIERS)[number];

/** A code that one app had sent is good in that app only. */
export function resetUse({ actor }: Pick<Call, 'actor'>, identifier: CodeIdentifier): string {
  return `etna:${identifier}:${actor}`;
}

export function verificationUse({ actor }: Pick<Call, 'actor'>): string {
  return `etna:VerificationCode:${actor}`;
}
