import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { deviceOf } from '../fields.ts';

/** Everybody shows their PIN here, on whatever phone, so there is nothing to look up (onb 4.5). */
export const validateDevice = defineCall({
  paths: ['/onboarding/user/deviceValidation/v1', '/onboarding/user/v2/deviceValidation'],
  summary: 'Say how an app has to let its user sign in',
  takes: { deviceId: Type.String() },
  data: told({ authenticationMode: Type.Integer(), appUpdateRequired: Type.Boolean() }),
  run: async ({ fields }) => {
    if (deviceOf(fields) === undefined) return refuse('ONB024');
    return succeed({ authenticationMode: 1, appUpdateRequired: false });
  },
});
