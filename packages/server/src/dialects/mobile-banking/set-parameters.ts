import type { LockoutView } from '../../core/model/lockout-view.ts';
import type { VerifyOutcome } from '../../core/model/outcome.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './action.ts';
import { type PresentedDevice, relate } from './device.ts';
import { findMember, type Member, readLockout } from './member.ts';
import { type PinProof, testRepeatedPin } from './prove-pin.ts';
import {
  loweredParameters,
  lowers,
  noteParameters,
  PURPOSES,
  parametersInForce,
  raisedParameters,
  type SecurityParameters,
  type SecurityType,
  type WantedParameters,
} from './security-parameters.ts';

export interface SetParameters extends PinProof {
  readonly device: PresentedDevice;
  readonly type: SecurityType;
  readonly wanted: WantedParameters;
}

export type SetParametersOutcome =
  | Exclude<VerifyOutcome, { outcome: 'verified' }>
  | { readonly outcome: 'set' }
  | { readonly outcome: 'not_in_future' }
  | { readonly outcome: 'device_differs' };

const UNKNOWN = { outcome: 'unknown_subject' } as const;

/**
 * The gateway's ladder against ours. A client that finds a member suspended may ask for NONE and, on
 * SUCCESS, let the member in: so nothing in force is ever lifted here, whatever PIN comes along.
 * Raising tests no PIN, because gateways send the wrong one that made them raise; lowering what is
 * not in force tests it through the one gate.
 */
export async function setParameters(
  exchange: Exchange,
  command: SetParameters,
): Promise<SetParametersOutcome> {
  const member = await findMember(exchange, command.caller.identifier);
  if (member === null) return testNobody(exchange, command);
  if (relate(member.subject, command.device) === 'differs') return { outcome: 'device_differs' };
  const lockout = await lockoutOf(exchange, member, command.type);
  if (lockout === null) return UNKNOWN;

  const current = parametersInForce(member.subject, command.type, lockout);
  if (!lowers(command.wanted, current)) return raise(exchange, command, member.subject, lockout);
  if (lockout.locked) return { outcome: 'locked', lockout };
  const tested = await testRepeatedPin(exchange, command);
  if (tested.outcome !== 'verified') return tested;
  return note(exchange, command, member.subject, () => loweredParameters(command.wanted));
}

/** The same work as for a wrong PIN, so that time does not tell who is enrolled. */
async function testNobody(exchange: Exchange, proof: PinProof): Promise<SetParametersOutcome> {
  await testRepeatedPin(exchange, proof);
  return UNKNOWN;
}

async function raise(
  exchange: Exchange,
  command: SetParameters,
  subject: Subject,
  lockout: LockoutView,
): Promise<SetParametersOutcome> {
  const { core, call } = exchange;
  const { type, wanted } = command;
  if (wanted.action === 'SUSPEND' || wanted.action === 'LOCK') {
    if (wanted.validUntil !== null && wanted.validUntil <= core.now()) {
      return { outcome: 'not_in_future' };
    }
    // First what protects, then what describes it: a crash in between leaves the member held.
    const reason = `the gateway set ${wanted.action} for ${type}`;
    const { validUntil: until } = wanted;
    await core.hold(call, { subject: { id: subject.id }, purpose: PURPOSES[type], until, reason });
  }
  return note(exchange, command, subject, (newest) =>
    raisedParameters(wanted, parametersInForce(newest, type, lockout)),
  );
}

async function note(
  { core, call }: Exchange,
  { type }: SetParameters,
  subject: Subject,
  parametersOf: (newest: Subject) => SecurityParameters,
): Promise<SetParametersOutcome> {
  const noted = await core.noteSubject(call, subject.id, (newest) => ({
    note: noteParameters(newest, type, parametersOf(newest)),
  }));
  return noted === null ? UNKNOWN : { outcome: 'set' };
}

function lockoutOf(
  exchange: Exchange,
  { subject, lockout }: Member,
  type: SecurityType,
): Promise<LockoutView | null> {
  if (type === 'PASSWORD') return Promise.resolve(lockout);
  return readLockout(exchange, subject, PURPOSES[type]);
}
