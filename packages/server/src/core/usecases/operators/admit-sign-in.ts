import { Fault } from '../../fault.ts';
import { auditEntry } from '../../model/audit.ts';
import type { Call } from '../../model/call.ts';
import { MINUTE_MS } from '../../model/instant.ts';
import type { SendLimit } from '../../model/message-settings.ts';
import type { Ports } from '../../ports/ports.ts';
import { admitFromSource } from '../admit-send.ts';
import type { Operator } from '../create-tenant.ts';
import { operatorsCall } from './operators-tenant.ts';

type AdmitPorts = Pick<Ports, 'store' | 'clock' | 'isUnlimited'>;

/** Right ones count too, or counting would tell which was right. */
const SIGN_INS: SendLimit = { sendsMax: 60, windowMs: 10 * MINUTE_MS };
const WRONG_KEYS: SendLimit = { sendsMax: 20, windowMs: 10 * MINUTE_MS };

/**
 * Lets a source try to sign in so many times: guesses at one password are counted with its account,
 * and this keeps a source from going through all accounts. Throws `too_many_attempts`.
 */
export async function admitSignIn(ports: AdmitPorts, call: Call): Promise<void> {
  const limited = await admitFromSource(ports, call, 'sign-in', SIGN_INS);
  if (limited !== null) throw tooMany(limited.waitSeconds);
}

/**
 * Notes a wrong admin key: in the trail as often as a source may be wrong, then throws
 * `too_many_attempts`. A right key is never stopped: nobody can shut out its holder from the same
 * address, and 256 bits take no limit.
 */
export async function noteWrongKey(ports: AdmitPorts, operator: Operator): Promise<void> {
  const call = await operatorsCall(ports, operator);
  const limited = await admitFromSource(ports, call, 'admin-key', WRONG_KEYS);
  if (limited !== null) throw tooMany(limited.waitSeconds);
  const fact = { action: 'operator.sign_in', outcome: 'wrong', reason: 'a wrong admin key' };
  await ports.store.record(call.tenant.id, {
    audit: [auditEntry(call, ports.clock.now(), fact)],
  });
}

function tooMany(retryAfterSeconds: number): Fault {
  const sentence = 'Too many tries came from this address. Wait, then try again.';
  return new Fault('too_many_attempts', sentence, { retryAfterSeconds });
}
