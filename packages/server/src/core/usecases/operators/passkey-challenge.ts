import { type Instant, MINUTE_MS } from '../../model/instant.ts';
import { OPERATORS_TENANT } from '../../model/operator.ts';
import { passwordKey } from '../../model/password.ts';
import type { CredentialDecision, SingleUseKey } from '../../ports/decision.ts';
import type { Ports } from '../../ports/ports.ts';

const LIFE_MS = 2 * MINUTE_MS;

/** What a challenge is for: one for signing in makes no passkey, and the reverse. */
export type ChallengeUse = 'sign_in' | 'add';

/** Makes a challenge, good for one answer, soon. `account`: who may answer; absent: whoever can. */
export async function issuePasskeyChallenge(
  { store, sealer, random, clock }: Pick<Ports, 'store' | 'sealer' | 'random' | 'clock'>,
  use: ChallengeUse,
  account = '',
): Promise<string> {
  const challenge = random.token();
  const key = await challengeKey(sealer, use, challenge);
  const expiresAt: Instant = clock.now() + LIFE_MS;
  await store.record(OPERATORS_TENANT, { issue: [{ ...key, data: { account }, expiresAt }] });
  return challenge;
}

/**
 * Uses up a challenge for an account, whatever comes of the answer: on all nodes together one answer
 * gets any further. `false` for one that was used, is over, or was for somebody or something else.
 */
export async function takePasskeyChallenge(
  { store, sealer }: Pick<Ports, 'store' | 'sealer'>,
  use: ChallengeUse,
  { challenge, account }: { readonly challenge: string; readonly account: string },
): Promise<boolean> {
  const single = await challengeKey(sealer, use, challenge);
  const key = passwordKey({ tenant: OPERATORS_TENANT, subject: account });
  return store.applyToCredential(
    key,
    (_current, read): CredentialDecision<boolean> => {
      const owner = read.single?.data['account'];
      const isOurs = owner === account || (use === 'sign_in' && owner === '');
      return isOurs ? { consume: true, result: true } : { result: false };
    },
    { single },
  );
}

async function challengeKey(
  sealer: Ports['sealer'],
  use: ChallengeUse,
  challenge: string,
): Promise<SingleUseKey> {
  const context = { tenant: OPERATORS_TENANT, label: 'passkey-challenge', binding: [use] };
  const id = await sealer.digest(context, challenge);
  return { tenant: OPERATORS_TENANT, kind: `passkey:${use}`, id };
}
