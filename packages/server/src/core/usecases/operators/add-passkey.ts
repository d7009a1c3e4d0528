import { auditEntry } from '../../model/audit.ts';
import type { Passkey } from '../../model/operator.ts';
import type { Decision } from '../../ports/decision.ts';
import type { RelyingParty } from '../../ports/passkeys.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Operator } from '../create-tenant.ts';
import { ownAccount } from './find-account.ts';
import { operatorsCall } from './operators-tenant.ts';
import { takePasskeyChallenge } from './passkey-challenge.ts';
import { sealPasskey } from './sealed-passkey.ts';

export type AddPasskeyOutcome =
  | { readonly outcome: 'added'; readonly passkey: Passkey }
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
  ports: Pick<Ports, 'store' | 'sealer' | 'clock' | 'passkeys'>,
  operator: Operator,
  { party, answer, name }: AddPasskey,
): Promise<AddPasskeyOutcome> {
  const { name: account } = await ownAccount(ports, operator);
  const call = await operatorsCall(ports, operator);
  const challenge = ports.passkeys.read(answer)?.challenge;
  if (challenge === undefined) return REFUSED;
  if (!(await takePasskeyChallenge(ports, 'add', { challenge, account }))) return REFUSED;
  const made = await ports.passkeys.verifyCreation(party, answer, challenge);
  if (made === null) return REFUSED;
  const { id, counter } = made;
  const sealed = await sealPasskey(ports.sealer, { account, id }, made.publicKey);
  return ports.store.applyToPasskey(id, (current): Decision<Passkey, AddPasskeyOutcome> => {
    if (current !== null) return { result: REFUSED };
    const at = ports.clock.now();
    const passkey = { id, account, name, sealed, counter, createdAt: at, usedAt: null };
    const fact = { action: 'operator.passkey', outcome: 'added', subject: account, reason: name };
    return {
      next: passkey,
      audit: [auditEntry(call, at, fact)],
      result: { outcome: 'added', passkey },
    };
  });
}
