import { Pin } from '../../../core/model/pin.ts';
import type { Complaint } from '../ceremony/attempt.ts';
import type { Messages } from '../messages/messages.ts';
import { malformed } from './complaints.ts';
import type { FormData } from './read-form.ts';

type Read<T> = { readonly value: T } | { readonly complaint: Complaint };

/** The PIN in force as it was typed: nothing is trimmed, and leading zeros count. */
export function readCurrentPin({ problems }: Messages, form: FormData): Read<Pin> {
  const pin = pinOf(form, 'currentPin');
  if (pin === null) return { complaint: malformed(problems.pinMalformed, 'currentPin') };
  return { value: pin };
}

/** A new PIN, the same both times. Compared here first, so that a slip costs nothing. */
export function readNewPin({ problems }: Messages, form: FormData): Read<Pin> {
  const newPin = pinOf(form, 'newPin');
  if (newPin === null) return { complaint: malformed(problems.pinMalformed, 'newPin') };
  const repeated = pinOf(form, 'repeatPin');
  if (repeated === null || !newPin.equals(repeated)) {
    return { complaint: malformed(problems.mismatch, 'repeatPin') };
  }
  return { value: newPin };
}

/** What was spelled otherwise than browsers do is a text all the same. */
function pinOf(form: FormData, name: string): Pin | null {
  return form.pins.get(name) ?? Pin.parse(form.get(name));
}
