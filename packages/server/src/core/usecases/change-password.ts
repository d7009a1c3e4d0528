import type { Call } from '../model/call.ts';
import { type Credential, replaceVerifier } from '../model/credential.ts';
import type { ChangePasswordOutcome } from '../model/outcome.ts';
import { type Password, type PasswordRule, passwordKey } from '../model/password.ts';
import { type HashSlot, withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { composeNotice } from './compose-message.ts';
import type { SubjectRef } from './find-subject.ts';
import { isPasswordInForce, judgePassword } from './new-password.ts';
import { type ChargedAttempt, type Effect, settleRight } from './settle-attempt.ts';
import { type GatePorts, testPin } from './test-pin.ts';
import { makeVerifier } from './verifier.ts';

type ChangePorts = GatePorts & Pick<Ports, 'channels'>;

export interface ChangePassword {
  readonly subject: SubjectRef;
  readonly currentPassword: Password;
  readonly newPassword: Password;
}

/** The old password, the one in force, and the new one. */
const HASHES = 3;

/** Replaces a password whose current value is known; the old one is proven before the new is judged. */
export function changePassword(
  ports: ChangePorts,
  call: Call,
  { subject, currentPassword: proof, newPassword }: ChangePassword,
): Promise<ChangePasswordOutcome> {
  return withHashSlot(
    ports.hasher,
    call,
    async (slot) => {
      const { purpose } = passwordKey({ tenant: call.tenant.id, subject: '' });
      const test = { subject, purpose, proof, action: 'password.change' };
      const tested = await testPin(ports, call, slot, test);
      if (!tested.right) return tested.rejection;
      const effectOf = await prepare(ports, call, slot, { attempt: tested.attempt, newPassword });
      return settleRight<ChangePasswordOutcome>(ports, call, tested.attempt, effectOf);
    },
    HASHES,
  );
}

interface ProvenChange {
  readonly attempt: ChargedAttempt;
  readonly newPassword: Password;
}

async function prepare(
  ports: ChangePorts,
  call: Call,
  slot: HashSlot,
  { attempt: { key, version }, newPassword }: ProvenChange,
): Promise<(credential: Credential) => Effect<ChangePasswordOutcome>> {
  const { tenant, subject } = key;
  const owner = await ports.store.readSubject(tenant, subject);
  const current = await ports.store.readCredential(key);
  const broken = judgePassword(newPassword, owner ?? { id: subject, identifiers: [] });
  if (broken !== null) return refuse(broken);
  if (await isPasswordInForce(ports, slot, { key, current }, newPassword))
    return refuse('repeated');
  const verifier = await makeVerifier(ports.sealer, slot, key, version + 1, newPassword);
  const notice = { id: subject, template: 'password_changed' } as const;
  const messages = await composeNotice(ports, call, notice);
  return (credential) => {
    const at = ports.clock.now();
    const id = ports.random.id();
    return {
      credential: replaceVerifier(credential, verifier, { history: 0 }, at),
      events: [{ id, type: 'password.changed', tenant, subject, at, data: {} }],
      messages,
      outcome: { outcome: 'changed' },
    };
  };
}

/** Nothing changes; the attempt was right and is settled as such. */
function refuse(rule: PasswordRule) {
  return (credential: Credential): Effect<ChangePasswordOutcome> => {
    return { credential, outcome: { outcome: 'password_refused', rule }, reason: rule };
  };
}
