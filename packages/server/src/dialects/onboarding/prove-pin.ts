import { isFault } from '../../core/fault.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { VerifyOutcome } from '../../core/model/outcome.ts';
import type { Pin } from '../../core/model/pin.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './define-call.ts';
import type { Relation } from './device.ts';
import type { TokenData } from './levels.ts';

export interface ShownPin {
  readonly account: string;
  /** `null`: nobody has that account. */
  readonly subject: Subject | null;
  /** How the phone stands to the account; `unbound` where there is none. */
  readonly relation: Relation;
  readonly pin: Pin;
}

/** `hidden`: told as a wrong PIN, to somebody who may not even know that the account exists. */
export type ProvenPin = Exclude<VerifyOutcome, { outcome: 'unknown_subject' }> | Hidden;

interface Hidden {
  readonly outcome: 'hidden';
}

/**
 * Tests a PIN, and keeps to itself what the caller may not know. Locked, suspended and without a PIN
 * are things only existing accounts are; who may know is in {@link mayKnow}. Everybody else gets the
 * answer to a wrong PIN, after the same work.
 */
export async function provePin(exchange: Exchange, shown: ShownPin): Promise<ProvenPin> {
  const outcome = await test(exchange, shown);
  switch (outcome.outcome) {
    case 'unknown_subject':
      return { outcome: 'hidden' };
    case 'not_set':
      return mayKnow(exchange, shown) ? outcome : { outcome: 'hidden' };
    case 'locked':
      return mayKnow(exchange, shown) ? outcome : { outcome: 'hidden' };
    default:
      return outcome;
  }
}

async function test(exchange: Exchange, shown: ShownPin): Promise<VerifyOutcome> {
  const { core, call } = exchange;
  const { subject, account, pin, relation } = shown;
  const identifier = { type: 'account', value: account } as const;
  try {
    return await core.verifyPin(call, {
      ...{ subject: subject === null ? { identifier } : { id: subject.id } },
      ...{ purpose: DEFAULT_PURPOSE, pin, evenly: !mayKnow(exchange, shown) },
      // A foreign phone is told so only once it has shown the PIN, and every time it costs a guess.
      ...(relation === 'differs' && { entitled: false }),
    });
  } catch (error) {
    // A PIN that is a key on another device is none that could be typed here.
    if (!isFault(error, 'pin_kind_mismatch')) throw error;
    await spendTheSame({ core, call }, shown);
    return { outcome: 'not_set' };
  }
}

/** Nothing is compared where nothing may be; a stranger must not see that by the clock. */
async function spendTheSame(
  { core, call }: Pick<Exchange, 'core' | 'call'>,
  { pin }: ShownPin,
): Promise<void> {
  await core.verifyPin(call, { subject: { id: '' }, purpose: DEFAULT_PURPOSE, pin });
}

/**
 * The person, by a token of theirs or from their own phone, whose id nobody can guess; and, as long
 * as no phone is bound, an app that showed its secret, so that first logins can be helped.
 */
function mayKnow({ signIn }: Exchange, { subject, relation }: ShownPin): boolean {
  if (subject === null) return false;
  const { shown } = signIn.data as TokenData;
  const own = signIn.subject === subject.id || relation === 'matches';
  return own || (relation === 'unbound' && shown === 'secret');
}
