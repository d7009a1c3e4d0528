import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import { type Account, OPERATORS_TENANT, type Passkey } from '../../model/operator.ts';
import { passwordKey } from '../../model/password.ts';
import { isStorable } from '../../model/storable-text.ts';
import type { Decision } from '../../ports/decision.ts';
import type { RelyingParty } from '../../ports/passkeys.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { admitSignIn } from './admit-sign-in.ts';
import { openOperatorSession, type SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { takePasskeyChallenge } from './passkey-challenge.ts';
import { openPasskey } from './sealed-passkey.ts';

export type PasskeySignInOutcome = SignedIn | { readonly outcome: 'wrong' };

type PasskeyPorts = Pick<
  Ports,
  'store' | 'sealer' | 'clock' | 'random' | 'passkeys' | 'isUnlimited' | 'adminKeyDigest'
>;

/**
 * Lets an operator in by passkey: a key on a device that asked for a finger, a face or a PIN. There is
 * nothing to guess, so nothing is charged, and a password that is locked does not stand in the way.
 */
export async function signInByPasskey(
  ports: PasskeyPorts,
  operator: Operator,
  { party, answer }: { readonly party: RelyingParty; readonly answer: unknown },
): Promise<PasskeySignInOutcome> {
  const call = await operatorsCall(ports, operator);
  await admitSignIn(ports, call);
  const read = ports.passkeys.read(answer);
  const passkey = read && isStorable(read.id) ? await ports.store.readPasskey(read.id) : null;
  if (read === null || passkey === null) return refuse(ports, call, 'no passkey of ours');
  const { account: name } = passkey;
  // Before anything is proven: what changes from here on ends the session this leads to.
  const account = await ports.store.readAccount(name);
  const { verifier } = await ports.store.readCredential(
    passwordKey({ tenant: OPERATORS_TENANT, subject: name }),
  );
  const { challenge } = read;
  if (!(await takePasskeyChallenge(ports, 'sign_in', { challenge, account: name }))) {
    return refuse(ports, call, 'the challenge was used, or is over', name);
  }
  const known = await openPasskey(ports.sealer, passkey);
  const counter = await ports.passkeys.verifyUse(party, answer, challenge, known);
  if (counter === null || !(await count(ports, passkey, counter))) {
    return refuse(ports, call, 'the passkey did not prove itself', name);
  }
  if (!isOpen(account)) return refuse(ports, call, 'the account is disabled', name);
  const how = `passkey ${passkey.name}`;
  const proof = { account, passwordVersion: verifier?.version ?? null, how };
  return openOperatorSession(ports, call, proof);
}

function isOpen(account: Account | null): account is Account {
  return account !== null && account.disabledAt === null;
}

/**
 * Notes the use. Compared once more with the newest count: of two uses with the same one, on two
 * nodes, the second comes from a copy. Where nothing is counted, there is nothing to compare.
 */
function count(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { id, account }: Passkey,
  counter: number,
): Promise<boolean> {
  return store.applyToPasskey(id, (current): Decision<Passkey, boolean> => {
    if (current?.account !== account) return { result: false };
    const isCounted = counter > 0 || current.counter > 0;
    if (isCounted && counter <= current.counter) return { result: false };
    return { next: { ...current, counter, usedAt: clock.now() }, result: true };
  });
}

async function refuse(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  reason: string,
  subject?: string,
): Promise<PasskeySignInOutcome> {
  const about = subject === undefined ? { reason } : { subject, reason };
  const fact = { action: 'operator.sign_in', outcome: 'wrong', ...about };
  await store.record(call.tenant.id, { audit: [auditEntry(call, clock.now(), fact)] });
  return { outcome: 'wrong' };
}
