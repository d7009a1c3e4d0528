import { OPERATORS_TENANT } from '../../model/operator.ts';
import type { Password } from '../../model/password.ts';
import type { RelyingParty } from '../../ports/passkeys.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import type { GatePorts } from '../test-pin.ts';
import { admitSignIn } from './admit-sign-in.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { issuePasskeyChallenge } from './passkey-challenge.ts';
import { proveOwnPassword } from './prove-own-password.ts';

type OfferPorts = Pick<Ports, 'store' | 'sealer' | 'random' | 'clock' | 'passkeys' | 'isUnlimited'>;

/** What a browser needs to sign in by passkey. Says nothing about which accounts have one. */
export async function offerPasskeySignIn(
  ports: OfferPorts,
  operator: Operator,
  party: RelyingParty,
): Promise<object> {
  await admitSignIn(ports, await operatorsCall(ports, operator));
  return ports.passkeys.requestOptions(party, await issuePasskeyChallenge(ports, 'sign_in'));
}

export type OfferPasskeyOutcome =
  | { readonly outcome: 'offered'; readonly options: object }
  | { readonly outcome: 'wrong' };

/**
 * What a browser needs to make a passkey for the account that calls, for whoever shows its password,
 * through the gate. The challenge in it is that proof, for two minutes: nothing else adds a passkey.
 */
export async function offerPasskey(
  ports: GatePorts & OfferPorts,
  operator: Operator,
  { party, password }: { readonly party: RelyingParty; readonly password: Password },
): Promise<OfferPasskeyOutcome> {
  const { name } = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  if (!(await proveOwnPassword(ports, call, { name }, password))) return { outcome: 'wrong' };
  const has = (await ports.store.listPasskeys(name)).map(({ id }) => id);
  const context = { tenant: OPERATORS_TENANT, label: 'operator-handle', binding: [] };
  // Authenticators show it to whoever holds them, and sync it: the name is not in it.
  const handle = new TextEncoder().encode((await ports.sealer.digest(context, name)).slice(0, 64));
  const challenge = await issuePasskeyChallenge(ports, 'add', name);
  const options = ports.passkeys.creationOptions(party, { name, handle, has }, challenge);
  return { outcome: 'offered', options: await options };
}
