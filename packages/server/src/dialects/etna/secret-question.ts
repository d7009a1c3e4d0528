import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { Answers } from '../../core/model/security-questions.ts';
import type { Subject } from '../../core/model/subject.ts';
import { PIN_PURPOSE } from './purposes.ts';

/**
 * The question somebody is asked who forgot the password; `null`: none. This wire has room for one
 * answer, so only who has set exactly one question is asked it. The core tests answers of people
 * who have a PIN, so the others are asked nothing either.
 */
export async function secretQuestionOf(
  core: Core,
  call: Call,
  { id, suspendedAt }: Subject,
): Promise<string | null> {
  if (suspendedAt !== null) return null;
  const about = { subject: { id }, purpose: PIN_PURPOSE };
  const status = await core.readPinStatus(call, about);
  if (status.outcome === 'unknown_subject' || status.state === 'not_set') return null;
  const asked = await core.readQuestions(call, about);
  if (asked.outcome === 'unknown_subject') return null;
  const [only, ...others] = asked.questions ?? [];
  return only !== undefined && others.length === 0 ? only.question : null;
}

/** Tests an answer through the gate: charged before it is compared, on a budget of its own. */
export async function isRightAnswer(
  core: Core,
  call: Call,
  { id: subject }: Subject,
  answer: string,
): Promise<boolean> {
  if (Answers.parse([answer]) === null) return false;
  const tested = await core.testAnswers(call, { subject, purpose: PIN_PURPOSE }, [answer]);
  return tested.outcome === 'proven';
}
