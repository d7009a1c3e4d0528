import type { Call } from '../../model/call.ts';
import { type Account, OPERATORS_TENANT } from '../../model/operator.ts';
import { type Password, passwordKey } from '../../model/password.ts';
import { withHashSlot } from '../../ports/hasher.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { settleRight } from '../settle-attempt.ts';
import { type GatePorts, testPin } from '../test-pin.ts';
import { admitSignIn } from './admit-sign-in.ts';
import { findAccount } from './find-account.ts';
import { hasSecondFactor } from './has-second-factor.ts';
import { openOperatorSession, type SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { useTotpCode } from './use-totp-code.ts';

export interface SignIn {
  readonly account: string;
  readonly password: Password;
  /** Of the authenticator app, where the account has one. */
  readonly code?: string;
}

export type SignInOutcome =
  | SignedIn
  /** The password is right, and this account has an authenticator app. */
  | { readonly outcome: 'code_needed' }
  /** Whatever was not right, locked and unknown accounts included. */
  | { readonly outcome: 'wrong' };

export type SignInPorts = GatePorts &
  Pick<Ports, 'totp' | 'isUnlimited' | 'adminKeyDigest' | 'mustHaveSecondFactor'>;

const WRONG = { outcome: 'wrong' } as const;

/**
 * Lets an operator in by password, and by a code where there is an authenticator app. Both are tested
 * inside one charged attempt: a wrong code costs what a wrong password costs, and a right password
 * without its code gives no guess back, or it would buy new guesses at codes.
 */
export async function signIn(
  ports: SignInPorts,
  operator: Operator,
  { account: name, password, code }: SignIn,
): Promise<SignInOutcome> {
  const call = await operatorsCall(ports, operator);
  await admitSignIn(ports, call);
  // Before the password: what changes from here on ends the session this leads to.
  const account = await findAccount(ports, name);
  const proven = await provePassword(ports, call, { name, password, account, code });
  if (proven.outcome !== 'right' || account === null) {
    return proven.outcome === 'code_needed' ? { outcome: 'code_needed' } : WRONG;
  }
  const how = account.totp === null ? 'password' : 'password and code';
  const proof = { account, passwordVersion: proven.version, how };
  return openOperatorSession(ports, call, proof);
}

interface Presented {
  readonly name: string;
  readonly password: Password;
  readonly account: Account | null;
  readonly code: string | undefined;
}

type Proven =
  | { readonly outcome: 'right'; readonly version: number | null }
  | { readonly outcome: 'code_needed' | 'wrong' };

function provePassword(ports: SignInPorts, call: Call, presented: Presented): Promise<Proven> {
  const { name, password: proof, account, code } = presented;
  const { purpose } = passwordKey({ tenant: OPERATORS_TENANT, subject: name });
  return withHashSlot(ports.hasher, call, async (slot): Promise<Proven> => {
    const subject = { id: name };
    const test = { subject, purpose, proof, action: 'operator.sign_in', evenly: true };
    const tested = await testPin(ports, call, slot, test);
    if (!tested.right) return WRONG;
    const missing = await whatIsMissing(ports, account, code);
    const settled = await settleRight<Proven>(ports, call, tested.attempt, (credential) => {
      if (missing !== null) return { credential, ...missing, withheld: true };
      const version = credential.verifier?.version ?? null;
      return { credential, outcome: { outcome: 'right', version } };
    });
    return settled.outcome === 'locked' ? WRONG : settled;
  });
}

type Missing = Readonly<Record<'reason', string>> & {
  readonly outcome: { readonly outcome: 'code_needed' | 'wrong' };
};

/** What stands between a right password and a session; `null`: nothing. */
async function whatIsMissing(
  ports: SignInPorts,
  account: Account | null,
  code: string | undefined,
): Promise<Missing | null> {
  if (account === null || account.disabledAt !== null) {
    return { outcome: WRONG, reason: 'the account is disabled' };
  }
  if (account.totp === null) {
    const needsMore = ports.mustHaveSecondFactor && (await hasSecondFactor(ports, account));
    // Or whoever has the password would add a factor of their own, and have two.
    return needsMore ? { outcome: WRONG, reason: 'it takes a passkey' } : null;
  }
  if (code === undefined) {
    return { outcome: { outcome: 'code_needed' }, reason: 'the code was not shown' };
  }
  if (await useTotpCode(ports, account, account.totp, code)) return null;
  return { outcome: WRONG, reason: 'the code was wrong, or used before' };
}
