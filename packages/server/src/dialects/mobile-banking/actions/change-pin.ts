import { type Answer, defineAction } from '../action.ts';
import { closingFields } from '../closing-fields.ts';
import { readDevice } from '../device.ts';
import { readCaller, readNewPin, readPin } from '../fields.ts';
import { replaceStatus, type StatusLine } from '../replace-answer.ts';
import { type ReplacePin, replacePin } from '../replace-pin.ts';

const NAME = 'CHANGE_PIN';
const SENTENCES = {
  changed: 'PIN changed successfully',
  notEntitled: 'This is a start PIN. Replace it with SET_PIN.',
};

/**
 * Replaces a PIN by one of the member's choice. A start PIN is not changed here: SET_PIN does that,
 * which asks for an identity paper too, and whoever intercepted a start PIN must not get around it.
 * A member without a paper on record has nothing SET_PIN could ask for, and comes through here.
 */
export const changePin = defineAction<ReplacePin>({
  name: NAME,
  decode: (fields, settings) => ({
    action: NAME,
    fields,
    caller: readCaller(fields),
    pin: readPin(fields),
    device: readDevice(fields, settings),
    newPin: readNewPin(fields),
  }),
  run: async (exchange, command) => {
    const { outcome, told } = await replacePin(exchange, command, async (subject) => {
      const withoutPapers = subject?.documents.length === 0;
      return (credential) => withoutPapers || !credential.mustChange;
    });
    const status = replaceStatus(outcome, SENTENCES, exchange.settings.timeZone);
    return { ...encode(status), ...closingFields(told, exchange) };
  },
  refuse: (sentence) => encode({ status: 'ERROR', description: sentence }),
});

/** The documented names, and those of SET_PIN that deployed clients read from this answer. */
function encode({ status, description }: StatusLine): Answer {
  return {
    change_pin_status: status,
    change_pin_status_description: description,
    set_pin_status: status,
    set_pin_status_description: description,
  };
}
