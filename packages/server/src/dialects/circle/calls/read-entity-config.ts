import { ok } from '../answers.ts';
import { appIdOf } from '../app-id.ts';
import { defineCall } from '../rest-call.ts';

export const readEntityConfig = defineCall({
  method: 'GET',
  path: '/v1/w3s/config/entity',
  summary: 'Read the app id the browser SDK is set up with',
  input: {},
  run: async ({ core, call }) => ok({ appId: await appIdOf(core, call) }),
});
