import type { Policy } from '../../../core/model/policy.ts';
import { policyBody } from '../../policy-body.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readPolicy = nativeRoute({
  method: 'GET',
  path: '/policy',
  summary: 'What this tenant demands of a PIN',
  body: object({}),
  decode: () => undefined,
  run: (_core, call) => call.tenant.policy,
  encode: (policy: Policy) => ok(policyBody(policy)),
});
