import { OPERATOR_PASSWORD_MIN } from '../../model/operator.ts';
import type { Password, PasswordRule } from '../../model/password.ts';
import { judgePassword } from '../new-password.ts';

/** The rule a new password of an operator breaks; `null`: none. */
export function brokenOperatorRule(password: Password, name: string): PasswordRule | null {
  if ([...password.reveal()].length < OPERATOR_PASSWORD_MIN) return 'length';
  return judgePassword(password, { id: name, identifiers: [] });
}
