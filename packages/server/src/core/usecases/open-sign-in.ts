import type { Call } from '../model/call.ts';
import type { SignIn } from '../model/sign-in.ts';
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

/** Remembers how far somebody got, and makes the token that refers to it. */
export async function openSignIn(
  ports: OpenPorts,
  call: Call,
  { subject, purpose, level, ttlMs, bound, data = {} }: OpenSignIn,
): Promise<OpenedSignIn> {
  const tenant = call.tenant.id;
  const createdAt = ports.clock.now();
  const boundTo =
    bound && subject !== null
      ? { version: await versionInForce(ports, { tenant, subject, purpose }) }
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
      if (current === null || current.endedAt !== null) return { result: null };
      const expiresAt = Math.max(current.expiresAt, ports.clock.now() + ttlMs);
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

/** Of the verifier of a credential; `null`: there is none. */
export async function versionInForce(
  { store }: Pick<Ports, 'store'>,
  key: { readonly tenant: string; readonly subject: string; readonly purpose: string },
): Promise<number | null> {
  return (await store.readCredential(key)).verifier?.version ?? null;
}
