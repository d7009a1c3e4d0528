import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import { type Challenge, isOpen } from '../model/challenge.ts';
import { MINUTE_MS } from '../model/instant.ts';
import type {
  ProveForChallengeOutcome,
  ProveRecoveryOutcome,
  StartRecoveryOutcome,
  VerifyOutcome,
} from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import { isOpenForProof } from '../model/recovery.ts';
import type { Ports } from '../ports/ports.ts';
import { finishRecovery } from './finish-recovery.ts';
import { applyProof, testAnswers } from './prove-answers.ts';
import { proveRecovery } from './prove-recovery.ts';
import { readChallenge } from './read-challenge.ts';
import { challengeClosed } from './settle-challenge.ts';
import { startRecovery } from './start-recovery.ts';
import type { GatePorts } from './test-pin.ts';
import { verifyPin } from './verify-pin.ts';

/*
 * Steps of a ceremony that prove something before its last one. They go through the gate like any
 * guess, and a lock they cause ends the challenge.
 */

type StepPorts = GatePorts & Pick<Ports, 'channels' | 'isUnlimited'>;

/** Tells whether the current PIN is right, so that a page need not ask for a new one in vain. */
export async function proveCurrentPin(
  ports: StepPorts,
  call: Call,
  { challenge: id, pin }: { readonly challenge: string; readonly pin: Pin },
): Promise<VerifyOutcome> {
  const { subject, purpose } = await readOpen(ports, call, id);
  return verifyPin(ports, inStep(call, id), { subject: { id: subject }, purpose, pin });
}

/** One code a minute for each PIN: whoever has a link could otherwise fill a mailbox. */
const CODE_EVERY_MS = MINUTE_MS;

/**
 * Sends a one-time code to the person a recovery challenge is about. Asked again within the minute,
 * it answers with the code that is on its way.
 */
export async function sendChallengeCode(
  ports: StepPorts,
  call: Call,
  id: string,
): Promise<StartRecoveryOutcome> {
  const { subject, purpose } = await readOpen(ports, call, id, 'recover');
  const command = { subject: { id: subject }, purpose, factor: 'one_time_code' } as const;
  const now = ports.clock.now();
  const key = JSON.stringify([subject, purpose]);
  const receipt = { scope: 'challenge-code', key, expiresAt: now + CODE_EVERY_MS };
  const claim = await ports.store.claimReceipt(call.tenant.id, receipt, 'code', now);
  if (claim.claim === 'repeat') {
    const sent = claim.outcome as StartRecoveryOutcome;
    return (await isUsable(ports, call, sent)) ? sent : startRecovery(ports, call, command);
  }
  if (claim.claim !== 'fresh') {
    throw new Fault('idempotency_in_progress', 'A code is being sent. Look for it.');
  }
  try {
    return await startRecovery(ports, { ...call, receipt }, command);
  } finally {
    await ports.store.releaseReceipt(call.tenant.id, receipt);
  }
}

/** A code whose tries are used up is no longer on its way; the budget for codes bounds new ones. */
async function isUsable(
  { store, clock }: StepPorts,
  call: Call,
  sent: StartRecoveryOutcome,
): Promise<boolean> {
  if (sent.outcome !== 'started') return false;
  const recovery = await store.readRecovery(call.tenant.id, sent.recovery);
  return recovery !== null && isOpenForProof(recovery, clock.now()) && recovery.triesLeft > 0;
}

/** A one-time code as typed on the page. */
export async function proveChallengeCode(
  ports: StepPorts,
  call: Call,
  given: { readonly challenge: string; readonly recovery: string; readonly code: string },
): Promise<ProveForChallengeOutcome> {
  const challenge = await readOpen(ports, call, given.challenge, 'recover');
  const recovery = await ports.store.readRecovery(call.tenant.id, given.recovery);
  // The id comes back from the page: it must be a recovery of this very person.
  const own = recovery?.subject === challenge.subject && recovery.purpose === challenge.purpose;
  if (!own) return { outcome: 'closed' };
  const { recovery: id, code } = given;
  const step = inStep(call, given.challenge);
  const command = { recovery: id, factor: 'one_time_code', code } as const;
  return finish(ports, step, await proveRecovery(ports, step, command), id);
}

/** The answers to all security questions at once. */
export async function proveChallengeAnswers(
  ports: StepPorts,
  call: Call,
  given: { readonly challenge: string; readonly answers: readonly string[] },
): Promise<ProveForChallengeOutcome> {
  const { subject, purpose } = await readOpen(ports, call, given.challenge, 'recover');
  const tenant = call.tenant.id;
  const step = inStep(call, given.challenge);
  const tested = await testAnswers(ports, step, { tenant, subject, purpose }, given.answers);
  if (tested.outcome === 'not_set') return { outcome: 'factor_unavailable' };
  if (tested.outcome !== 'proven') return tested;
  // Only who was right starts a recovery: wrong answers leave no rows, and supersede nobody's.
  const factor = 'security_questions';
  const started = await startRecovery(ports, step, { subject: { id: subject }, purpose, factor });
  if (started.outcome !== 'started') return started;
  const { recovery: id } = started;
  return finish(ports, step, await applyProof(ports, step, { tenant, id }), id);
}

async function finish(
  ports: StepPorts,
  call: Call,
  proof: ProveRecoveryOutcome,
  recovery: string,
): Promise<ProveForChallengeOutcome> {
  if (proof.outcome !== 'proven') return proof;
  const finished = await finishRecovery(ports, call, recovery);
  return finished.outcome === 'granted' ? finished : { outcome: 'closed' };
}

async function readOpen(
  ports: StepPorts,
  call: Call,
  id: string,
  type?: Challenge['type'],
): Promise<Challenge> {
  const challenge = await readChallenge(ports, call, id);
  const fits = type === undefined || challenge.type === type;
  if (!fits || !isOpen(challenge, ports.clock.now())) throw challengeClosed();
  return challenge;
}

function inStep(call: Call, id: string): Call {
  return { ...call, challenge: { id, last: false } };
}
