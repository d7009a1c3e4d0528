import { type TSchema, Type } from 'typebox';
import { FAILURES_HARD_CAP } from '../../core/model/policy.ts';

export function object<T extends Record<string, TSchema>>(fields: T) {
  return Type.Object(fields, { additionalProperties: false });
}

export const tenantId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
export const label = Type.String({ minLength: 1, maxLength: 100 });
export const reason = Type.String({ minLength: 1, maxLength: 500 });
export const purpose = Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_-]{0,31}$' }));
export const reasoned = object({ reason, purpose });

const LOCK_SECONDS_MAX = 31 * 24 * 3600;

/** What an operator may demand; the product's own bounds hold whatever is asked. */
export const policyChange = object({
  minLength: Type.Optional(Type.Integer({ minimum: 4, maximum: 12 })),
  maxLength: Type.Optional(Type.Integer({ minimum: 4, maximum: 12 })),
  blocklist: Type.Optional(Type.Boolean()),
  history: Type.Optional(Type.Integer({ minimum: 0, maximum: 24 })),
  maxAgeDays: Type.Optional(Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 3650 })])),
  attemptsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  lockDurationsSeconds: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: LOCK_SECONDS_MAX }), {
      minItems: 1,
      maxItems: 20,
    }),
  ),
  failuresMax: Type.Optional(Type.Integer({ minimum: 1, maximum: FAILURES_HARD_CAP })),
});
