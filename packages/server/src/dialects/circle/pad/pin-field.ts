import { Type } from 'typebox';
import { Pin } from '../../../core/model/pin.ts';
import { field, invalid } from '../fields.ts';
import { PIN_LENGTH } from '../settings.ts';

const schema = Type.String({ pattern: `^[0-9]{${PIN_LENGTH}}$` });

/** Six digits as a string (w3s 6.3). Anything else was never a guess: it costs nothing. */
export const pin = field<Pin>(schema, (value, location) => {
  const parsed = typeof value === 'string' && value.length === PIN_LENGTH ? Pin.parse(value) : null;
  return parsed === null
    ? invalid(location, `must be a string of ${PIN_LENGTH} digits`)
    : { value: parsed };
});
