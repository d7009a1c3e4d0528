import { OPERATORS_TENANT } from '../../model/operator.ts';
import type { RelyingParty } from '../../ports/passkeys.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { admitSignIn } from './admit-sign-in.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { issuePasskeyChallenge } from './passkey-challenge.ts';

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

/** What a browser needs to make a passkey for the account that calls. */
export async function offerPasskey(
  ports: OfferPorts,
  operator: Operator,
  party: RelyingParty,
): Promise<object> {
  const { name } = await ownAccount(ports, operator);
  await operatorsCall(ports, operator);
  const has = (await ports.store.listPasskeys(name)).map(({ id }) => id);
  const context = { tenant: OPERATORS_TENANT, label: 'operator-handle', binding: [] };
  // Authenticators show it to whoever holds them, and sync it: the name is not in it.
  const handle = new TextEncoder().encode((await ports.sealer.digest(context, name)).slice(0, 64));
  const challenge = await issuePasskeyChallenge(ports, 'add', name);
  return ports.passkeys.creationOptions(party, { name, handle, has }, challenge);
}
