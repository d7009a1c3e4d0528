import type { WireResponse } from '../../dialect.ts';
import { changePin } from '../change-pin.ts';
import { defineCall, ownPin } from '../mixin-call.ts';
import { pinFields, readOldPin, requirePin } from '../pin-fields.ts';
import { refuseForm } from '../refuse-pin.ts';
import { openPins, usePins } from '../sealed-pin.ts';
import { setPin } from '../set-pin.ts';
import { ownUserShape } from '../wire-answers.ts';

const ACTION = 'pin.change';
const FIRST_ACTION = 'pin.set';

/**
 * First PIN, new PIN, and the way from digits to a TIP key and on (mixin 9.3). An old PIN where none is
 * set is not even opened. What form the new one has is judged before the old one costs a guess; whether
 * the policy takes it, after the old one was right.
 */
export const updatePin = defineCall({
  path: '/pin/update',
  summary: 'Set the first PIN, or change it with the old one',
  data: ownUserShape,
  body: pinFields,
  run: async (exchange, body): Promise<WireResponse> => {
    const { core, call } = exchange;
    const newText = requirePin(body);
    const oldText = readOldPin(body);
    const status = await core.readPinStatus(call, ownPin(exchange));
    const kind = status.outcome === 'status' ? status.kind : null;

    const action = kind === null ? FIRST_ACTION : ACTION;
    const texts = kind === null || oldText === undefined ? [newText] : [newText, oldText];
    const found = await openPins(exchange, action, texts);
    if ('refusal' in found) return found.refusal;
    const stale = await usePins(exchange, action, found.opened);
    if (stale !== undefined) return stale;

    const [wanted, current] = found.opened.map(({ pin }) => pin);
    if (wanted === undefined) throw new Error('a PIN text was opened to nothing');
    if (kind === null) return setPin(exchange, wanted);
    if (current !== undefined) return changePin(exchange, { kind, current, wanted });
    return refuseForm(exchange, 'a PIN is set: send the old one too');
  },
});
