import type { VerifyOutcome } from '../../../core/model/outcome.ts';
import { findDevice, type Subject } from '../../../core/model/subject.ts';
import { defineAction, type Exchange } from '../action.ts';
import { type ActivationOutcome, activationAnswer } from '../activation-answer.ts';
import { closingFields } from '../closing-fields.ts';
import { bindDevice } from '../device.ts';
import {
  type Fields,
  optionalChoice,
  readCaller,
  readIdentity,
  readPin,
  requiredText,
} from '../fields.ts';
import { type Identity, matchesIdentity } from '../identity.ts';
import { once, type RepeatableCall } from '../once.ts';
import { type PinProof, testTypedPin } from '../prove-pin.ts';

interface Activate extends RepeatableCall, PinProof {
  readonly appId: string;
  /** Absent: no identity paper is asked for. */
  readonly document?: Identity;
}

const NAME = 'ACTIVATE_MOBILE_APP';
const ACTIVATED = 'Mobile App Activated successfully';

/**
 * Binds an app installation to a member who knows the PIN. A start PIN is enough: LOGIN sends an
 * inactive app here before it asks for a PIN of the member's own.
 */
export const activateMobileApp = defineAction<Activate>({
  name: NAME,
  decode: (fields) => {
    const document = readKyc(fields);
    return {
      action: NAME,
      fields,
      caller: readCaller(fields),
      pin: readPin(fields),
      appId: requiredText(fields, 'app_id', 100),
      ...(document && { document }),
    };
  },
  run: async (exchange, command) => {
    const { outcome, told } = await once(exchange, command, () => activate(exchange, command));
    return {
      ...activationAnswer(outcome, ACTIVATED, exchange.settings.timeZone),
      ...closingFields(told, exchange),
    };
  },
  refuse: (sentence, { settings }) =>
    activationAnswer({ outcome: 'malformed', sentence }, ACTIVATED, settings.timeZone),
});

function readKyc(fields: Fields): Identity | undefined {
  const wanted = optionalChoice(fields, 'activate_with_kyc', ['YES', 'NO']) === 'YES';
  return wanted ? readIdentity(fields) : undefined;
}

async function activate(exchange: Exchange, command: Activate): Promise<ActivationOutcome> {
  const { core, call } = exchange;
  const { caller, appId, document } = command;
  const subject = await core.findSubject(call, { identifier: caller.identifier });
  // Compared before the PIN is tested but told only after, and counted when it does not hold.
  const entitled = await isIdentified(exchange, subject, document);
  const tested: VerifyOutcome = await testTypedPin(exchange, { ...command, entitled });
  if (tested.outcome !== 'verified') return tested;
  if (subject === null) return { outcome: 'unknown_subject' };
  const newest = await core.noteSubject(call, subject.id, (current) =>
    // Another installation stays bound until it is deactivated; of two racing one wins.
    findDevice(current, 'APP_ID') === undefined
      ? { devices: bindDevice(current, 'APP_ID', appId) }
      : undefined,
  );
  if (newest === null) return { outcome: 'unknown_subject' };
  if (findDevice(newest, 'APP_ID')?.value !== appId) return { outcome: 'device_differs' };
  return { outcome: 'done', mustChange: tested.mustChange };
}

async function isIdentified(
  exchange: Exchange,
  subject: Subject | null,
  document: Identity | undefined,
): Promise<boolean> {
  if (document === undefined) return true;
  return subject !== null && (await matchesIdentity(exchange, subject, document));
}
