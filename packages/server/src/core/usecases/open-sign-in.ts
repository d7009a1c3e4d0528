import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import { type CredentialKey, isChangedSince } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
import { passwordKey } from '../model/password.ts';
import type { BoundPin, SignIn } from '../model/sign-in.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { signInToken } from './sign-in-token.ts';

export interface OpenSignIn {
  /** Id of the subject; `null`: an app that has named nobody yet. */
  readonly subject: string | null;
  readonly purpose: string;
  readonly level: string;
  readonly ttlMs: number;
  /** Ends with the PIN that is in force now; for all that was opened by showing something. */
  readonly bound: boolean;
  readonly data?: SignIn['data'];
}

export interface OpenedSignIn {
  readonly signIn: SignIn;
  readonly token: string;
}

type OpenPorts = Pick<Ports, 'store' | 'tokenSealer' | 'clock' | 'random'>;

/**
 * Remembers how far somebody got, and makes the token that refers to it. What the call showed is
 * about the PIN and password in force since it arrived: throws `session_invalid` when one of them
 * was replaced meanwhile.
 */
export async function openSignIn(
  ports: OpenPorts,
  call: Call,
  { subject, purpose, level, ttlMs, bound, data = {} }: OpenSignIn,
): Promise<OpenedSignIn> {
  const tenant = call.tenant.id;
  const createdAt = ports.clock.now();
  const boundTo =
    bound && subject !== null
      ? await bindTo(ports, { tenant, subject, purpose }, call.arrivedAt ?? createdAt)
      : null;
  const signIn: SignIn = {
    ...{ id: ports.random.id(), tenant, dialect: call.dialect, caller: call.actor },
    ...{ subject, purpose, level, boundTo, data, createdAt },
    expiresAt: createdAt + ttlMs,
    endedAt: null,
  };
  await ports.store.applyToSignIn(tenant, signIn.id, () => ({ next: signIn, result: undefined }));
  return { signIn, token: await signInToken(ports.tokenSealer, signIn) };
}

/**
 * Lets a sign-in go on for a while from now, with a token of its own: the one before keeps its time.
 * `null` when it has ended meanwhile.
 */
export async function renewSignIn(
  ports: OpenPorts,
  call: Call,
  { signIn, ttlMs }: { readonly signIn: SignIn; readonly ttlMs: number },
): Promise<OpenedSignIn | null> {
  const renewed = await ports.store.applyToSignIn(
    call.tenant.id,
    signIn.id,
    (current): Decision<SignIn, SignIn | null> => {
      const now = ports.clock.now();
      const isOver = current === null || current.endedAt !== null || current.expiresAt <= now;
      if (isOver) return { result: null };
      const expiresAt = Math.max(current.expiresAt, now + ttlMs);
      const next = { ...current, expiresAt };
      return { next, result: next };
    },
  );
  if (renewed === null) return null;
  return { signIn: renewed, token: await signInToken(ports.tokenSealer, renewed) };
}

/** Ends a sign-in for good, with every token that refers to it. */
export function endSignIn(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenant, id }: Pick<SignIn, 'tenant' | 'id'>,
): Promise<void> {
  return store.applyToSignIn(tenant, id, (current) => {
    if (current === null || current.endedAt !== null) return { result: undefined };
    return { next: { ...current, endedAt: clock.now() }, result: undefined };
  });
}

/** The PIN that was in force all the while something was shown. */
async function bindTo(
  { store }: Pick<Ports, 'store'>,
  key: CredentialKey,
  since: Instant,
): Promise<BoundPin> {
  const pin = await store.readCredential(key);
  const password = await store.readCredential(passwordKey(key));
  if (isChangedSince(pin, since) || isChangedSince(password, since)) {
    const sentence = 'The PIN or password was replaced meanwhile. Sign in with the new one.';
    throw new Fault('session_invalid', sentence);
  }
  return { version: pin.verifier?.version ?? null };
}
