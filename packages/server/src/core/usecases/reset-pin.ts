import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import {
  type Credential,
  type CredentialKey,
  replaceVerifier,
  type Verifier,
} from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import type { ResetOutcome } from '../model/outcome.ts';
import type { Pin } from '../model/pin.ts';
import type { PolicyRule } from '../model/policy.ts';
import { type ChosenPrompt, judgePrompt } from '../model/security-prompt.ts';
import type { Subject } from '../model/subject.ts';
import type { CredentialDecision, SingleUseValue, Traces } from '../ports/decision.ts';
import { type HashSlot, withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';
import { grantKey, isGrantFor, isGrantOf, toGrant, toSingleUse } from './grant.ts';
import { type CandidatePin, findReuse, isInPhrase, judgeByPolicy } from './judge-new-pin.ts';
import { rebind } from './rebind.ts';
import { sealPrompt } from './seal-prompt.ts';
import { applyInChallenge, type StepDecision } from './settle-challenge.ts';
import type { GatePorts } from './test-pin.ts';
import { makeVerifier, nextVersion } from './verifier.ts';

export interface ResetPin extends CandidatePin {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly grant: string;
  /** Picture and phrase chosen with the PIN; those of the credential stay when absent. */
  readonly prompt?: ChosenPrompt;
}

type ResetPorts = GatePorts & Pick<Ports, 'blocklist' | 'channels'>;

/** A grant taken out of the store: nobody else holds it until it is put back or used. */
interface TakenGrant {
  readonly key: CredentialKey;
  readonly value: SingleUseValue;
  readonly credential: Credential;
}

/**
 * Puts a PIN in force on the strength of a grant, and clears the lockout, hard cap included, but not
 * a hold: a new one after a recovery, or the first one where the grant says that there is none.
 *
 * The grant is taken before the new PIN is compared with earlier ones, and put back when it turns
 * out to be one of them, so that a person may choose again a few times. Compared with the grant
 * still in place, any number of PINs could be tried against the old one at once.
 */
export async function resetPin(
  ports: ResetPorts,
  call: Call,
  command: ResetPin,
): Promise<ResetOutcome> {
  const subject = await findSubject(ports, call, command.subject);
  if (subject === null) return { outcome: 'unknown_subject' };
  const key = { tenant: call.tenant.id, subject: subject.id, purpose: command.purpose };
  const suspended = subject.suspendedAt !== null;
  const live = suspended ? null : await findGrant(ports, subject, key, command.grant);
  if (live === null) return refuseGrant(ports, call, key);
  const judgement = judgeByPolicy(ports, call, command);
  if (!judgement.accepted) return refusePin(ports, call, key, judgement.rule);
  const chosen = command.prompt && judgePrompt(command.prompt, judgement.pin.reveal());
  if (chosen?.accepted === false) {
    const outcome: ResetOutcome = { outcome: 'prompt_refused', rule: chosen.rule };
    return recordRefusal(ports, call, key, { outcome, reason: chosen.rule });
  }
  const prompt = chosen && (await sealPrompt(ports.sealer, key, chosen.prompt));
  if (chosen === undefined) {
    const held = { key, credential: await ports.store.readCredential(key) };
    const shown = await isInPhrase(ports, judgement.pin, held);
    if (shown) return refusePin(ports, call, key, 'personal');
  }

  // The PIN in force, the new one, and those of the history.
  const hashes = 2 + call.tenant.policy.history;
  return withHashSlot(
    ports.hasher,
    call,
    async (slot) => {
      const taken = await takeGrant(ports, key, live);
      if (taken === null) return refuseGrant(ports, call, key);
      const prepared = await prepare(ports, call, slot, { taken, pin: judgement.pin });
      if (prepared.refused === null) {
        const { credential } = taken;
        return applyReset(ports, call, key, { ...prepared, credential, ...(prompt && { prompt }) });
      }
      return refusePin(ports, call, key, prepared.refused, spendRefusal(taken.value));
    },
    hashes,
  );
}

async function findGrant(
  { store, sealer, clock }: ResetPorts,
  subject: Subject,
  key: CredentialKey,
  token: string,
): Promise<SingleUseValue | null> {
  const single = await grantKey(sealer, key.tenant, token);
  const value = await store.readSingleUse(single, clock.now());
  if (value === null || !isGrantOf(value, subject)) return null;
  return isGrantFor(value, key, await store.readCredential(key)) ? value : null;
}

function takeGrant(
  { store }: ResetPorts,
  key: CredentialKey,
  live: SingleUseValue,
): Promise<TakenGrant | null> {
  return store.applyToCredential(
    key,
    (credential, { single: value }): CredentialDecision<TakenGrant | null> =>
      value !== null && isGrantFor(value, key, credential)
        ? { consume: true, result: { key, value, credential } }
        : { result: null },
    { single: live },
  );
}

type Prepared =
  | { readonly refused: PolicyRule }
  | { readonly refused: null; readonly verifier: Verifier };

async function prepare(
  ports: ResetPorts,
  call: Call,
  slot: HashSlot,
  { taken, pin }: { readonly taken: TakenGrant; readonly pin: Pin },
): Promise<Prepared> {
  const { key, credential, value } = taken;
  try {
    const refused = await findReuse(ports, call, slot, pin, taken);
    if (refused !== null) return { refused };
    const version = nextVersion(credential, ports.random);
    return { refused, verifier: await makeVerifier(ports.sealer, slot, key, version, pin) };
  } catch (fault) {
    // Nothing was told: the person keeps the grant for when the server works again.
    await ports.store.record(key.tenant, { issue: [value] });
    throw fault;
  }
}

interface Replacement {
  readonly verifier: Verifier;
  /** As it was when the grant was taken. */
  readonly credential: Credential;
  readonly prompt?: Uint8Array;
}

async function applyReset(
  ports: ResetPorts,
  call: Call,
  key: CredentialKey,
  { verifier, credential, prompt }: Replacement,
): Promise<ResetOutcome> {
  const { clock, random } = ports;
  const { tenant, subject, purpose } = key;
  const { policy } = call.tenant;
  const isFirst = credential.verifier === null;
  const type = isFirst ? 'pin.set' : 'pin.reset';
  const about = { id: subject, template: 'pin_changed' } as const;
  // Nobody has to be told of their first one.
  const messages = isFirst ? [] : await composeNotice(ports, call, about);
  return applyInChallenge(ports, call, key, (current): StepDecision<ResetOutcome> => {
    const at = clock.now();
    // A change that got in between stands: the grant was about the PIN before it.
    const raced = current.verifier?.version !== credential.verifier?.version;
    if (raced) return { result: { outcome: 'grant_invalid' } };
    const lockout = reduceLockout(current.lockout, { type: 'renewed' }, policy, at);
    const outcome: ResetOutcome = { outcome: 'reset' };
    return {
      next: {
        ...replaceVerifier(current, verifier, policy, at),
        lockout,
        ...(prompt && { prompt }),
      },
      audit: [auditEntry(call, at, { action: 'pin.reset', outcome: 'reset', subject, purpose })],
      events: [{ id: random.id(), type, tenant, subject, at, data: { purpose } }],
      messages,
      ...rebind(call, key, verifier.version),
      ...(call.receipt && { receipt: { ...call.receipt, outcome } }),
      completes: {},
      result: outcome,
    };
  });
}

/** The grant with one refusal less, to be put back; nothing when that was the last. */
function spendRefusal(value: SingleUseValue): Traces {
  const grant = toGrant(value);
  const refusalsLeft = grant.refusalsLeft - 1;
  if (refusalsLeft <= 0) return {};
  return { issue: [toSingleUse(value, { ...grant, refusalsLeft }, value.expiresAt)] };
}

function refuseGrant(ports: ResetPorts, call: Call, key: CredentialKey): Promise<ResetOutcome> {
  const reason = 'unknown, used, expired or outdated grant, or a suspended subject';
  return recordRefusal(ports, call, key, { outcome: { outcome: 'grant_invalid' }, reason });
}

function refusePin(
  ports: ResetPorts,
  call: Call,
  key: CredentialKey,
  rule: PolicyRule,
  traces: Traces = {},
): Promise<ResetOutcome> {
  const outcome: ResetOutcome = { outcome: 'refused', rule };
  return recordRefusal(ports, call, key, { outcome, reason: rule, traces });
}

async function recordRefusal(
  { store, clock }: ResetPorts,
  call: Call,
  { tenant, subject, purpose }: CredentialKey,
  refusal: { outcome: ResetOutcome; reason: string; traces?: Traces },
): Promise<ResetOutcome> {
  const { outcome, reason, traces } = refusal;
  const fact = { action: 'pin.reset', outcome: outcome.outcome, subject, purpose, reason };
  const audit = [auditEntry(call, clock.now(), fact)];
  const receipt = call.receipt && { receipt: { ...call.receipt, outcome } };
  await store.record(tenant, { ...traces, audit, ...receipt });
  return outcome;
}
