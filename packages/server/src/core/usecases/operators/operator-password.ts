import { OPERATOR_PASSWORD_MIN } from '../../model/operator.ts';
import type { Password, PasswordRule } from '../../model/password.ts';
import type { Ports } from '../../ports/ports.ts';
import { judgePassword } from '../new-password.ts';

/** The rule a new password of an operator breaks; `null`: none. */
export function brokenOperatorRule(
  ports: Pick<Ports, 'popularPasswords'>,
  password: Password,
  name: string,
): PasswordRule | null {
  if ([...password.reveal()].length < OPERATOR_PASSWORD_MIN) return 'length';
  return judgePassword(ports, password, { id: name, identifiers: [] });
}
