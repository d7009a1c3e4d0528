import { findDevice } from '../../../core/model/subject.ts';
import { defineAction, type Exchange } from '../action.ts';
import { type ActivationOutcome, activationAnswer } from '../activation-answer.ts';
import { closingFields } from '../closing-fields.ts';
import { type PresentedDevice, readDevice, relate, unbindDevice } from '../device.ts';
import { readCaller, readPin } from '../fields.ts';
import { once, type RepeatableCall } from '../once.ts';
import { type PinProof, testTypedPin } from '../prove-pin.ts';

interface Deactivate extends RepeatableCall, PinProof {
  readonly device: PresentedDevice;
}

const NAME = 'DEACTIVATE_MOBILE_APP';
const DEACTIVATED = 'Mobile App Deactivated successfully';

/** Unbinds a member's app, from the app itself or, when the phone is lost, from the SIM. */
export const deactivateMobileApp = defineAction<Deactivate>({
  name: NAME,
  decode: (fields, settings) => ({
    action: NAME,
    fields,
    caller: readCaller(fields),
    pin: readPin(fields),
    device: readDevice(fields, settings),
  }),
  run: async (exchange, command) => {
    const { outcome, told } = await once(exchange, command, () => deactivate(exchange, command));
    return {
      ...activationAnswer(outcome, DEACTIVATED, exchange.settings.timeZone),
      ...closingFields(told, exchange),
    };
  },
  refuse: (sentence, { settings }) =>
    activationAnswer({ outcome: 'malformed', sentence }, DEACTIVATED, settings.timeZone),
});

async function deactivate(exchange: Exchange, command: Deactivate): Promise<ActivationOutcome> {
  const { core, call } = exchange;
  const { caller, device } = command;
  const subject = await core.findSubject(call, { identifier: caller.identifier });
  if (subject !== null && relate(subject, device) === 'differs') {
    return { outcome: 'device_differs' };
  }
  const tested = await testTypedPin(exchange, command);
  if (tested.outcome !== 'verified') return tested;
  if (subject === null) return { outcome: 'unknown_subject' };
  const bound = findDevice(subject, 'APP_ID');
  if (bound === undefined) return { outcome: 'app_inactive' };
  await core.noteSubject(call, subject.id, (current) =>
    // Only what the member meant: another app may have been bound since.
    findDevice(current, 'APP_ID')?.value === bound.value
      ? { devices: unbindDevice(current, 'APP_ID') }
      : undefined,
  );
  return { outcome: 'done', mustChange: tested.mustChange };
}
