import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { type Instant, MINUTE_MS } from '../../core/model/instant.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { OnboardingSettings } from './settings.ts';

/**
 * How far somebody got (onb 6). `client`: an app, which may say for which account. `otp`: reads what
 * is sent to the person's number. `login`: knows the PIN.
 */
export type Level = 'client' | 'otp' | 'login';

/** What is remembered with a token; nothing of it is a secret in the clear. */
export interface TokenData {
  /** The account an app named: a wish, and no proof. */
  readonly account?: string;
  /** Present where the app showed its secret. */
  readonly shown?: 'secret';
  /** The partner's own name for the session, and the key the partner called with. */
  readonly reference?: string;
  readonly partner?: string;
  /** The sealed key of the bodies. */
  readonly payload?: string;
}

export interface IssuedToken {
  readonly token: string;
  /** Milliseconds, as everywhere on this wire (onb 2). */
  readonly expiry: Instant;
}

/** A token of an app. Not bound to a PIN: it showed none, and grants nothing that needs one. */
export async function openClient(
  core: Core,
  call: Call,
  { clientMinutes }: OnboardingSettings,
  data: TokenData,
): Promise<IssuedToken> {
  const { token, signIn } = await core.openSignIn(call, {
    ...{ subject: null, purpose: DEFAULT_PURPOSE, level: 'client' satisfies Level },
    ...{ ttlMs: clientMinutes * MINUTE_MS, bound: false, data: { ...data } },
  });
  return { token, expiry: signIn.expiresAt };
}

/**
 * A token of a person, beside the one it was got with, which keeps its own level and life. Ends when
 * another PIN is put in force, through whatever door, unless with this very token. Throws
 * `session_invalid` where that happened while the call was on its way.
 */
export async function raise(
  core: Core,
  call: Call,
  settings: OnboardingSettings,
  { level, subject }: { readonly level: Exclude<Level, 'client'>; readonly subject: string },
): Promise<IssuedToken> {
  const { token, signIn } = await core.openSignIn(call, {
    ...{ subject, purpose: DEFAULT_PURPOSE, level },
    ...{ ttlMs: lifeOf(level, settings), bound: true, data: inherited(call.signIn) },
  });
  return { token, expiry: signIn.expiresAt };
}

export function lifeOf(level: string, settings: OnboardingSettings): number {
  const minutes = { client: settings.clientMinutes, otp: settings.otpMinutes } as const;
  const found = level === 'client' || level === 'otp' ? minutes[level] : settings.loginMinutes;
  return found * MINUTE_MS;
}

/** The same session of the same app goes on: its key, and what the partner may end it by. */
function inherited(signIn: SignIn | undefined): SignIn['data'] {
  const { payload, reference, partner } = (signIn?.data ?? {}) as TokenData;
  return {
    ...(payload !== undefined && { payload }),
    ...(reference !== undefined && { reference }),
    ...(partner !== undefined && { partner }),
  };
}

/** Whose token it is; throws `session_invalid`, told as HTTP 401, for a token of another level. */
export function requireLevel(
  signIn: SignIn,
  ...levels: readonly Exclude<Level, 'client'>[]
): string {
  const { level, subject } = signIn;
  const fits = (levels as readonly string[]).includes(level);
  if (fits && subject !== null) return subject;
  const source = { otp: 'validateOTP', login: 'login' } as const;
  const sources = levels.map((each) => source[each]).join(' or ');
  throw new Fault('session_invalid', `This call takes a token got from ${sources}.`);
}
