import { Type } from 'typebox';
import { POLICY_RULES } from '../../core/model/policy.ts';
import { count, oneOf, orNull, told } from '../../dialects/answer-parts.ts';
import { policyBody } from '../../dialects/policy-body.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object, policyChange } from './fields.ts';
import { readPolicy } from './tenants.ts';

const chance = Type.Number({ minimum: 0, maximum: 1 });
const rule = oneOf(POLICY_RULES);

const preview = told({
  policy: Type.Object({}, { description: 'The whole policy, as it would be' }),
  weakens: Type.Array(Type.String(), { description: 'Each way in which it would be weaker' }),
  odds: Type.Array(
    told({
      guesses: count,
      random: Type.Number({ description: 'Chance to hit a PIN that was chosen by chance' }),
      informed: Type.Number({
        description:
          'Chance of an attacker who tries the most popular PINs that are allowed. Popularity is ' +
          'known for four digits; for six the order is known and the shares are taken to be the ' +
          'same; other lengths are taken to be like the nearest shorter one of the two',
      }),
    }),
  ),
  guessesPerDay: Type.Integer({
    description: 'Guesses at one PIN that are evaluated in the first day of an attack',
  }),
  refused: told({
    length: Type.Integer({
      description: 'Digits of the PINs that were judged: the fewest allowed',
    }),
    share: chance,
    rules: Type.Array(told({ rule, share: chance, examples: Type.Array(Type.String()) })),
  }),
  pin: orNull(told({ ok: Type.Boolean(), rule: Type.Optional(rule) })),
});

/** What a policy would mean, before it is in force. Changes nothing and is about nobody. */
export const POLICY_PREVIEW_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'POST',
    needs: 'read',
    path: '/policy/preview',
    summary: 'What a change of the policy would refuse, and the odds it would leave an attacker',
    body: object({ policy: policyChange, pin: Type.Optional(Type.String({ maxLength: 64 })) }),
    answers: { 200: preview },
    run: async (core, call, { body }) => {
      const policy = readPolicy(body.policy);
      const { pin } = body;
      const seen = core.previewPolicy(call, { policy, ...(pin !== undefined && { pin }) });
      const judged = seen.pin && {
        ok: seen.pin.rule === null,
        ...(seen.pin.rule !== null && { rule: seen.pin.rule }),
      };
      return { status: 200, body: { ...seen, policy: policyBody(seen.policy), pin: judged } };
    },
  }),
];
