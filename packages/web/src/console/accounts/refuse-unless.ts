import type { AccountAnswer } from '../api/accounts.ts';
import { ApiFault } from '../api/request.ts';
import { sayPasswordRule } from '../security/say-answer.ts';

/** Throws what a form shows where the password was refused. */
export function refuseUnless(answer: AccountAnswer): void {
  if (!('outcome' in answer)) return;
  const sentence = sayPasswordRule(answer.rule);
  throw new ApiFault({ status: 200, code: answer.outcome, sentence, requestId: null });
}
