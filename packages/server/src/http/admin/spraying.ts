import { Type } from 'typebox';
import type { GuessStanding } from '../../core/usecases/read-guesses.ts';
import { count, instant, oneOf, orNull, told } from '../../dialects/answer-parts.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object, reason } from './fields.ts';

const standing = told(
  {
    brake: orNull(
      told({ since: instant, until: instant, reason: oneOf(['many_wrong', 'same_pin']) }),
    ),
    wrong: Type.Integer({ description: 'Wrong PINs in the latest five minutes' }),
    refused: Type.Integer({ description: 'Guesses the brake refused in the latest five minutes' }),
    usual: count,
  },
  'Spraying',
);

/** Whether somebody guesses at many people of a tenant, and the end of what is done about it. */
export const SPRAYING_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/spraying',
    summary: 'Whether somebody guesses at many people: wrong PINs lately, usually, and the brake',
    body: object({}),
    answers: { 200: standing },
    run: async (core, call) => ({ status: 200, body: standingBody(await core.readGuesses(call)) }),
  }),
  tenantRoute({
    method: 'POST',
    path: '/spraying/end',
    summary: 'End the brake of a tenant; new signs begin another one',
    body: object({ reason }),
    answers: { 200: told({ outcome: oneOf(['ended', 'not_on']) }) },
    run: async (core, call, { body }) => {
      const wasOn = await core.endBrake(call, { reason: body.reason });
      return { status: 200, body: { outcome: wasOn ? 'ended' : 'not_on' } };
    },
  }),
];

function standingBody({ brake, ...counts }: GuessStanding) {
  const shown = brake && {
    since: new Date(brake.since).toISOString(),
    until: new Date(brake.until).toISOString(),
    reason: brake.reason,
  };
  return { brake: shown, ...counts };
}
