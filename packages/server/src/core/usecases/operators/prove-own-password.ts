import type { Call } from '../../model/call.ts';
import type { Account } from '../../model/operator.ts';
import type { Password } from '../../model/password.ts';
import type { GatePorts } from '../test-pin.ts';
import { verifyPassword } from '../verify-password.ts';

/**
 * Whether somebody who is signed in knows the password of that account, through the gate. Asked before
 * anything that somebody signs in with changes: who finds a browser unattended must not stay.
 */
export async function proveOwnPassword(
  ports: GatePorts,
  call: Call,
  { name }: Pick<Account, 'name'>,
  password: Password,
): Promise<boolean> {
  const proof = { subject: { id: name }, password, maxAgeDays: null };
  return (await verifyPassword(ports, call, proof)).outcome === 'right';
}
