import { auditEntry } from '../../model/audit.ts';
import type { Account, Passkey } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { RelyingParty } from '../../ports/passkeys.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { ownAccount } from './find-account.ts';
import type { SignedIn } from './open-operator-session.ts';
import { operatorsCall } from './operators-tenant.ts';
import { takePasskeyChallenge } from './passkey-challenge.ts';
import { sealPasskey } from './sealed-passkey.ts';

export type AddPasskeyOutcome =
  /** Every other session of the account is over; this one goes on with a new token. */
  | { readonly outcome: 'added'; readonly passkey: Passkey; readonly session: SignedIn }
  /** Not what was asked for, too late, or a passkey that is there. */
  | { readonly outcome: 'refused' };

export interface AddPasskey {
  readonly party: RelyingParty;
  /** As the browser made it. */
  readonly answer: unknown;
  readonly name: string;
}

const REFUSED = { outcome: 'refused' } as const;

/** Adds a passkey to the account that calls, in answer to a challenge that was made for it. */
export async function addPasskey(
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random' | 'passkeys' | 'adminKeyDigest'>,
  operator: Operator,
  { party, answer, name }: AddPasskey,
): Promise<AddPasskeyOutcome> {
  const own = await ownAccount(ports, operator);
  const { name: account } = own;
  const call = await operatorsCall(ports, operator);
  const challenge = ports.passkeys.read(answer)?.challenge;
  if (challenge === undefined) return REFUSED;
  if (!(await takePasskeyChallenge(ports, 'add', { challenge, account }))) return REFUSED;
  const made = await ports.passkeys.verifyCreation(party, answer, challenge);
  if (made === null) return REFUSED;
  const { id, counter } = made;
  const sealed = await sealPasskey(ports.sealer, { account, id }, made.publicKey);
  const added = await ports.store.applyToPasskey(
    id,
    (current): Decision<Passkey, Passkey | null> => {
      if (current !== null) return { result: null };
      const at = ports.clock.now();
      const passkey = { id, account, name, sealed, counter, createdAt: at, usedAt: null };
      const fact = { action: 'operator.passkey', outcome: 'added', subject: account, reason: name };
      return { next: passkey, audit: [auditEntry(call, at, fact)], result: passkey };
    },
  );
  if (added === null) return REFUSED;
  const how = 'passkey added';
  const change = { account: own, how, change: (next: Account) => ({ next, audit: [] }) };
  const session = await endOtherSessions(ports, call, operator, change);
  return session === null ? REFUSED : { outcome: 'added', passkey: added, session };
}
