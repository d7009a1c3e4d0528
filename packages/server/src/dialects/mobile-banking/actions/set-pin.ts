import { unreachable } from '../../../core/fault.ts';
import { mustChangePin } from '../../../core/model/credential.ts';
import type { Subject } from '../../../core/model/subject.ts';
import { type Answer, defineAction, type Exchange } from '../action.ts';
import { closingFields } from '../closing-fields.ts';
import { readDevice } from '../device.ts';
import { readCaller, readIdentity, readNewPin, readPin } from '../fields.ts';
import { type Identity, matchesIdentity } from '../identity.ts';
import { lockStatus } from '../lockout-words.ts';
import type { NotRun } from '../once.ts';
import { replaceStatus, type StatusLine } from '../replace-answer.ts';
import {
  type Entitlement,
  type ReplaceOutcome,
  type ReplacePin,
  replacePin,
} from '../replace-pin.ts';

interface SetPin extends ReplacePin {
  readonly document: Identity;
}

const NAME = 'SET_PIN';
const SENTENCES = {
  changed: 'PIN set successfully',
  notEntitled: 'The identity does not match, or the PIN was set before.',
};

/** Replaces a start PIN, or one that has to be changed, by somebody who shows an identity paper. */
export const setPin = defineAction<SetPin>({
  name: NAME,
  decode: (fields, settings) => {
    const document = readIdentity(fields);
    return {
      action: NAME,
      fields,
      caller: readCaller(fields),
      pin: readPin(fields),
      device: readDevice(fields, settings),
      newPin: readNewPin(fields),
      document,
      identity: document.value,
    };
  },
  run: async (exchange, command) => {
    const { outcome, told } = await replacePin(exchange, command, (subject) =>
      entitle(exchange, subject, command.document),
    );
    const status = replaceStatus(outcome, SENTENCES, exchange.settings.timeZone);
    return {
      ...encode(status),
      ...loginFields(outcome),
      ...closingFields(told, exchange),
    };
  },
  refuse: (sentence) => ({
    ...encode({ status: 'ERROR', description: sentence }),
    ...loginAnswer('ERROR', 0),
  }),
});

async function entitle(
  exchange: Exchange,
  subject: Subject | null,
  document: Identity,
): Promise<Entitlement> {
  const { core, call } = exchange;
  // Compared before the PIN is tested but told only after: the answer depends on both.
  const matches = subject !== null && (await matchesIdentity(exchange, subject, document));
  return (credential) => matches && mustChangePin(credential, call.tenant.policy, core.now());
}

function encode({ status, description }: StatusLine): Answer {
  return { set_pin_status: status, set_pin_status_description: description };
}

/** Clients read LOGIN's fields from this answer too; a start PIN in order is SET_PIN there. */
function loginFields(outcome: ReplaceOutcome | NotRun): Answer {
  switch (outcome.outcome) {
    case 'changed':
    case 'refused':
      return loginAnswer('SET_PIN', 0);
    case 'wrong':
      return loginAnswer('INCORRECT_PIN', outcome.lockout.failures);
    case 'locked':
      return loginAnswer(lockStatus(outcome.lockout), outcome.lockout.failures);
    case 'device_differs':
      return loginAnswer('INVALID_DEVICE_IDENTIFIER', 0);
    case 'app_inactive':
      return loginAnswer('MOBILE_APP_INACTIVE', 0);
    case 'not_entitled':
    case 'unknown_subject':
    case 'not_set':
    case 'in_progress':
    // This wire sends no picture.
    case 'prompt_refused':
      return loginAnswer('ERROR', 0);
    default:
      return unreachable(outcome);
  }
}

function loginAnswer(status: string, attempts: number): Answer {
  return { login_status: status, login_attempts: attempts };
}
