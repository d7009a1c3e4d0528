import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { ok } from '../answers.ts';
import { appIdOf } from '../app-id.ts';
import { defineCall } from '../rest-call.ts';

export const readEntityConfig = defineCall({
  method: 'GET',
  path: '/v1/w3s/config/entity',
  summary: 'Read the app id the browser SDK is set up with',
  input: {},
  answers: { 200: told({ appId: Type.String() }) },
  run: async ({ core, call }) => ok({ appId: await appIdOf(core, call) }),
});
