import type { Policy } from '../../../core/model/policy.ts';
import { policyBody, policyShape } from '../../policy-body.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

export const readPolicy = nativeRoute({
  method: 'GET',
  path: '/policy',
  group: 'Policy and keys',
  summary: 'What this tenant demands of a PIN',
  body: object({}),
  answers: { 200: policyShape },
  decode: () => undefined,
  run: (_core, call) => call.tenant.policy,
  encode: (policy: Policy) => ok(policyBody(policy)),
});
