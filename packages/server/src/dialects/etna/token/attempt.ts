import type { Core } from '../../../core/core.ts';
import type { Call } from '../../../core/model/call.ts';
import type { SignIn } from '../../../core/model/sign-in.ts';
import type { WireRequest, WireResponse } from '../../dialect.ts';
import { bearerText } from '../bearer.ts';
import type { Level } from '../levels.ts';
import type { EtnaSettings } from '../settings.ts';

/** One request to log in. */
export interface Attempt {
  readonly request: WireRequest;
  readonly call: Call;
  readonly core: Core;
  readonly settings: EtnaSettings;
}

/** What a step comes to: the next one, or the end of the request. */
export type Step<T> = { readonly next: T } | { readonly answer: WireResponse };

/** What somebody holds of an earlier request of the same login. */
export interface Interim {
  readonly signIn: SignIn;
  /** As it was sent, to be handed back: no request makes the time longer that it is good for. */
  readonly token: string;
}

/** The interim token that came along, if it is this person's and of this level. */
export function interimOf(
  { call: { signIn }, request }: Attempt,
  subject: string,
  level: Exclude<Level, 'full'>,
): Interim | null {
  const token = bearerText(request);
  const isTheirs = signIn?.subject === subject && signIn.level === level;
  return isTheirs && token !== undefined ? { signIn, token } : null;
}
