import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { type CredentialKey, NO_CREDENTIAL, type Verifier } from '../model/credential.ts';
import { INITIAL_LOCKOUT } from '../model/lockout.ts';
import { suspendedView, viewLockout } from '../model/lockout-view.ts';
import type { RejectedAttempt } from '../model/outcome.ts';
import { isSignature, kindOf, type PinProof } from '../model/pin-key.ts';
import type { GuessEnd } from '../ports/guess-watch.ts';
import type { HashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { beginGuess, slowDown } from './begin-guess.ts';
import { chargeAttempt, lockedOutcome } from './charge-attempt.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { type Renewal, renewVerifier } from './renew-verifier.ts';
import { type ChargedAttempt, refundAttempt, settleWrong } from './settle-attempt.ts';
import { matchesVerifier, openHash, openNobodys } from './verifier.ts';

/** What is being tested, and for what. `action` is the word the audit trail shows. */
export interface PinTest {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly proof: PinProof;
  readonly action: string;
  /**
   * For callers who may not know whether there is such a person: where nothing may be compared, the
   * same is done as for a wrong PIN.
   */
  readonly evenly?: boolean;
}

/** A right PIN is not settled yet: the caller settles it together with what it leads to. */
export type TestedPin =
  | { readonly right: true; readonly attempt: ChargedAttempt }
  | { readonly right: false; readonly rejection: RejectedAttempt };

export type GatePorts = Pick<
  Ports,
  'store' | 'hasher' | 'sealer' | 'clientCrypto' | 'clock' | 'random' | 'guesses'
>;

/** Rows of nobody's in a tenant. With a single one, all who guess at strangers would queue for it. */
const DECOYS = 256;

/**
 * The one gate every door goes through: charge, then compare, then settle. Whoever wants to know
 * whether a PIN is right, in whatever dialect and for whatever purpose, calls this and nothing else.
 *
 * Costs one attempt for a well-formed PIN of an existing, unlocked credential, and none otherwise.
 * Throws `pin_kind_mismatch`, free of charge, for digits where a key is in force and the reverse.
 * Subjects and PINs that do not exist get the same work: the same writes and the same hash, against
 * nobody's row. The slot was reserved before this call, so an overload never costs a guess. While
 * somebody guesses at many people, throws `rate_limited` before anything is looked up or charged.
 */
export async function testPin(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  test: PinTest,
): Promise<TestedPin> {
  const guess = beginGuess(ports, call, test);
  try {
    const tested = await testWatched(ports, call, slot, { ...test, knownOnly: guess.knownOnly });
    guess.ended(endOf(tested));
    return tested;
  } catch (error) {
    guess.ended('not_compared');
    throw error;
  }
}

function endOf(tested: TestedPin): GuessEnd {
  if (tested.right) return 'right';
  return tested.rejection.outcome === 'locked' ? 'not_compared' : 'wrong';
}

interface WatchedTest extends PinTest {
  /** Strangers are held back: only a device that is known for this PIN may go on. */
  readonly knownOnly: boolean;
}

async function testWatched(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  test: WatchedTest,
): Promise<TestedPin> {
  const subject = await findSubject(ports, call, test.subject);
  if (subject === null) return testNobody(ports, call, slot, test);
  if (subject.suspendedAt !== null) {
    if (test.evenly) await spendTheSame(ports, call, slot, test);
    return rejectSuspended(ports, call, subject.id, test);
  }

  const key = { tenant: call.tenant.id, subject: subject.id, purpose: test.purpose };
  const { action, proof, knownOnly } = test;
  const charge = await chargeAttempt(ports, call, key, { action, kind: kindOf(proof), knownOnly });
  if (charge.result === 'held_back') throw slowDown();
  if (charge.result === 'not_set') {
    return compareNobody(ports, call, slot, test, { outcome: 'not_set', about: key });
  }
  if (charge.result === 'other_kind') throw kindMismatch();
  if (charge.result === 'locked') {
    if (test.evenly) await spendTheSame(ports, call, slot, test);
    return rejected(lockedOutcome(charge.lockout));
  }

  const { place, verifier } = charge;
  const attempt = { key, action, ...place, version: verifier.version };
  const compared = await compareOrRefund(ports, call, slot, { attempt, verifier, proof });
  if (!compared.right) return rejected(await settleWrong(ports, call, attempt));
  const { renewal } = compared;
  return { right: true, attempt: { ...attempt, ...(renewal && { renewal }) } };
}

interface Comparison {
  readonly attempt: ChargedAttempt;
  readonly verifier: Verifier;
  readonly proof: PinProof;
}

type Compared =
  | { readonly right: false }
  | { readonly right: true; readonly renewal: Renewal | null };

async function compareOrRefund(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  comparison: Comparison,
): Promise<Compared> {
  const { attempt } = comparison;
  try {
    return await compare(ports, slot, comparison);
  } catch (fault) {
    // A verifier that does not open or a worker that died gave no answer: the guess was not used.
    await refundAttempt(ports, call, attempt, 'the comparison did not run');
    throw fault;
  }
}

async function compare(
  ports: GatePorts,
  slot: HashSlot,
  { attempt: { key }, verifier, proof }: Comparison,
): Promise<Compared> {
  const held = { key, verifier };
  if (isSignature(proof)) {
    return { right: await matchesVerifier(ports, slot, held, proof), renewal: null };
  }
  const phc = await openHash(ports.sealer, held);
  if (!(await slot.verify(phc, proof))) return { right: false };
  return { right: true, renewal: await renewVerifier(ports, slot, { ...held, phc }, proof) };
}

async function testNobody(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  test: PinTest,
): Promise<TestedPin> {
  const key = decoyKey(ports, call);
  await ports.store.applyToCredential(key, () => ({ next: NO_CREDENTIAL, result: undefined }));
  return compareNobody(ports, call, slot, test, { outcome: 'unknown_subject' });
}

/** Why there is nothing to compare with, and about whom, where that is somebody. */
interface Nobody {
  readonly outcome: 'unknown_subject' | 'not_set';
  readonly about?: CredentialKey;
}

/** What follows a charge, against nobody's hash and row. */
async function compareNobody(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  test: PinTest,
  { outcome, about }: Nobody,
): Promise<TestedPin> {
  const { store, clock } = ports;
  const key = decoyKey(ports, call);
  await compareInVain(ports, slot, key, test.proof);
  const entry = auditEntry(call, clock.now(), {
    ...{ action: test.action, outcome },
    ...(about && { subject: about.subject, purpose: about.purpose }),
  });
  await store.applyToCredential(key, () => ({ audit: [entry], result: undefined }));
  return rejected({ outcome });
}

/** What a comparison and its settlement cost, with nothing to be seen of it afterwards. */
async function spendTheSame(
  ports: GatePorts,
  call: Call,
  slot: HashSlot,
  { proof }: PinTest,
): Promise<void> {
  const key = decoyKey(ports, call);
  await compareInVain(ports, slot, key, proof);
  await ports.store.applyToCredential(key, () => ({ next: NO_CREDENTIAL, result: undefined }));
}

/** What a comparison costs the thread that answers, and one that hashes. */
async function compareInVain(
  { sealer }: Pick<Ports, 'sealer'>,
  slot: HashSlot,
  key: CredentialKey,
  proof: PinProof,
): Promise<void> {
  // Nobody has a key: there is no work that would have to look the same.
  if (isSignature(proof)) return;
  await openNobodys(sealer, key);
  await slot.decoy(proof);
}

/** A credential of nobody's: no subject can be created with an empty id. */
function decoyKey({ random }: Pick<Ports, 'random'>, { tenant }: Call): CredentialKey {
  return { tenant: tenant.id, subject: '', purpose: String(random.integer() % DECOYS) };
}

async function rejectSuspended(
  { store, clock }: GatePorts,
  call: Call,
  subject: string,
  { action, purpose }: PinTest,
): Promise<TestedPin> {
  const now = clock.now();
  const fact = { action, outcome: 'locked', subject, purpose, reason: 'the subject is suspended' };
  await store.record(call.tenant.id, { audit: [auditEntry(call, now, fact)] });
  return rejected(
    lockedOutcome(suspendedView(viewLockout(INITIAL_LOCKOUT, call.tenant.policy, now))),
  );
}

function kindMismatch(): Fault {
  return new Fault(
    'pin_kind_mismatch',
    'The PIN of this person takes another form: digits where it is a key on their device, or the ' +
      'reverse. Nothing was charged.',
  );
}

function rejected(rejection: RejectedAttempt): TestedPin {
  return { right: false, rejection };
}
