import { Fault, unreachable } from '../../core/fault.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { ProveCodeOutcome } from '../../core/model/outcome.ts';
import { CODE_DIGITS, CODE_TRIES_MAX, CODE_TTL_MS } from '../../core/model/recovery.ts';
import { type CodePurpose, type Conversation, isNewest, type Sent } from './conversation.ts';
import type { Exchange } from './define-call.ts';
import { ONBOARDING } from './settings.ts';

/** A code on its way, or what looks like one. */
export interface SentCode extends Pick<Sent, 'code'> {
  readonly expiresAt: Instant;
  /** The digits themselves where the tenant is a sandbox (onb 5), else empty. */
  readonly told: string;
}

/**
 * Sends a code to a number, known or not: the answer is the same (onb 5). A person who may get none
 * just now, because they are suspended or their guesses at codes are used up, gets a code that does
 * not exist. Throws `too_many_codes` for a number that was sent enough.
 */
export async function sendCode(exchange: Exchange, purpose: CodePurpose): Promise<SentCode> {
  const { core, call, settings } = exchange;
  const { msisdn } = purpose;
  const recipient = { channel: 'sms', to: `+${msisdn}` } as const;
  const sent = await core.sendCode(call, {
    subject: await core.findSubject(call, { identifier: { type: 'msisdn', value: msisdn } }),
    ...{ recipient, use: useOf(purpose.eventType), template: 'confirmation_code', evenly: true },
  });
  const told = (digits: string) => (settings.sandbox ? digits : '');
  switch (sent.outcome) {
    case 'sent':
      return { code: sent.id, expiresAt: sent.expiresAt, told: told(sent.code) };
    case 'limited':
      throw tooMany(sent.waitSeconds);
    case 'unreachable':
      if (core.isReachable('sms')) return decoy(exchange, told);
      throw new Fault('factor_unavailable', 'This server sends no text messages.');
    case 'locked':
      return decoy(exchange, told);
    default:
      return unreachable(sent);
  }
}

/**
 * Tries a code. Only of the newest to a number, five times and for ten minutes, whether there is a
 * code or not. Throws `request_malformed` for what is no code, free of charge.
 */
export async function tryCode(
  { core, call }: Exchange,
  { reference, sent, eventType, code }: Conversation & { readonly code: string },
): Promise<Exclude<ProveCodeOutcome, { outcome: 'locked' }>> {
  const closed = { outcome: 'closed' } as const;
  if (sent.eventType !== eventType || !(await isNewest(core, call, reference, sent))) return closed;
  const at = `${ONBOARDING}:try:${reference}:${sent.resendsLeft}`;
  const tries = { sendsMax: CODE_TRIES_MAX, windowMs: CODE_TTL_MS };
  const limits = { perSource: tries, overall: tries };
  const wrong = { outcome: 'wrong', triesRemaining: 0 } as const;
  if ((await core.admitGuess(call, at, limits)) !== null) return closed;
  if (sent.code === null) return wrong;
  const outcome = await core.proveCode(call, { id: sent.code, use: useOf(eventType), code });
  // A budget of guesses is something only people have whom we know.
  return outcome.outcome === 'locked' ? wrong : outcome;
}

function useOf(eventType: string): string {
  return `${ONBOARDING}:${eventType}`;
}

function decoy({ core }: Exchange, told: (digits: string) => string): SentCode {
  const expiresAt = core.now() + CODE_TTL_MS;
  return { code: null, expiresAt, told: told(core.randomDigits(CODE_DIGITS)) };
}

function tooMany(retryAfterSeconds: number): Fault {
  const sentence = 'Enough codes were sent to this number for now.';
  return new Fault('too_many_codes', sentence, { retryAfterSeconds });
}
