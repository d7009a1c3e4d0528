import { type Fields, malformed, optionalCount, optionalText, requiredChoice } from './fields.ts';
import { parseLocal } from './local-time.ts';
import { AUTH_ACTIONS, type WantedParameters } from './security-parameters.ts';

/**
 * Reads what the gateway wants to be in force. Deployed clients leave out date, flag and count with
 * NONE, although the page marks two of them as required; only a suspension cannot do without a date.
 */
export function readWanted(fields: Fields, timeZone: string): WantedParameters {
  const action = requiredChoice(fields, 'auth_action', AUTH_ACTIONS);
  const flag = optionalText(fields, 'auth_flag', 100);
  const attempts = optionalCount(fields, 'auth_attempts');
  const date = optionalText(fields, 'auth_action_valid_date', 50)?.trim();
  const validUntil = date === undefined ? null : parseLocal(date, timeZone);
  if (action === 'SUSPEND' && validUntil === null) {
    throw malformed('auth_action_valid_date must be a date as yyyy-MM-dd HH:mm:ss');
  }
  return {
    action,
    validUntil: action === 'SUSPEND' || action === 'WARN' ? validUntil : null,
    ...(flag !== undefined && { flag }),
    ...(attempts !== undefined && { attempts }),
  };
}
