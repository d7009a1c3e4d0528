import type { Instant } from '../../core/model/instant.ts';
import type { RenderedNotice } from '../../core/model/webhook.ts';
import { type Notice, TEST_EVENT, type Webhook, wantsEvent } from '../../core/model/webhook.ts';
import { CODE_OF_FAILURE, LABELS, type Label } from './challenge-object.ts';
import { CODES } from './codes.ts';
import { CIRCLE } from './settings.ts';

const TYPE_OF: Readonly<Record<Label, string>> = {
  INITIALIZE: 'challenges.initialize',
  SET_PIN: 'challenges.setPin',
  CHANGE_PIN: 'challenges.changePin',
  RESTORE_PIN: 'challenges.restorePin',
  SET_SECURITY_QUESTIONS: 'challenges.setSecurityQuestions',
};

interface Told {
  readonly type: string;
  readonly notification: object;
}

/** The body of a delivery (w3s 9), or `null` for what this subscription does not want. */
export function renderNotice(webhook: Webhook, notice: Notice, at: Instant): RenderedNotice | null {
  const told = tell(webhook, notice);
  if (told === null) return null;
  const body = {
    subscriptionId: webhook.id,
    notificationId: notice.id,
    notificationType: told.type,
    notification: told.notification,
    timestamp: toNanoseconds(at),
    version: 2,
  };
  const text = escapeBeyondAscii(JSON.stringify(body));
  return { mediaType: 'application/json', body: new TextEncoder().encode(text) };
}

function tell(webhook: Webhook, notice: Notice): Told | null {
  if (notice.type === TEST_EVENT) {
    return { type: 'webhooks.test', notification: { hello: 'world' } };
  }
  if (!notice.type.startsWith('challenge.') || notice.data['dialect'] !== CIRCLE) return null;
  const label = LABELS.find((each) => each === notice.data['label']);
  if (label === undefined || !wantsEvent(webhook.events, TYPE_OF[label])) return null;
  return { type: TYPE_OF[label], notification: challengeOf(notice, label) };
}

/** Unlike the REST object it always has an error; one that has expired counts as failed here. */
function challengeOf({ subject, data }: Notice, type: Label) {
  const failure = FAILURES.find((each) => each === data['failure']);
  const code = failure === undefined ? 0 : CODE_OF_FAILURE[failure];
  return {
    id: data['challenge'],
    userId: subject,
    type,
    status: code === 0 ? 'COMPLETE' : 'FAILED',
    correlationIds: [],
    errorCode: code,
    errorMessage: code === 0 ? '' : CODES[code].message,
  };
}

const FAILURES = ['pin_locked', 'answers_locked', 'expired'] as const;

/** Of the try, not of the event: some receivers drop what is ten minutes old (w3s 9). */
function toNanoseconds(at: Instant): string {
  return new Date(at).toISOString().replace('Z', '000000Z');
}

/**
 * The vendor's verifiers parse the body and write it again before they check the signature (w3s 9).
 * Python writes ASCII, in just these escapes; JavaScript does not, but user ids are mostly ASCII.
 */
function escapeBeyondAscii(json: string): string {
  return json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
