import type { CeremonyStep } from '../../../core/model/ceremony.ts';
import type { Policy } from '../../../core/model/policy.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import type { WireResponse } from '../../dialect.ts';
import { readLabel } from '../challenge-object.ts';
import { PIN_LENGTH } from '../settings.ts';
import { ceremony } from '../wire-answers.ts';
import { defineStep } from './pad-call.ts';
import { refuseCeremony } from './refuse-ceremony.ts';
import { refuseKey, refuseLocked, refuseStep } from './refuse-step.ts';

type PageStep = Exclude<CeremonyStep, 'proof'> | 'answers';

/** Tells what to ask for. The SDK may load a page twice: nothing is used up (w3s 8.4). */
export const start = defineStep({
  path: '/circle/start',
  summary: 'Read what a challenge asks for',
  answer: ceremony,
  input: {},
  run: async ({ core, call, challenge }) => {
    const ceremony = await core.readCeremony(call, challenge.id);
    if (ceremony === null) return refuseStep(155116);
    const refused = refuse(ceremony);
    if (refused !== null) return refused;
    await core.beginChallenge(call, challenge.id);
    return { status: 200, body: describe(ceremony, call.tenant.policy) };
  },
});

/**
 * What is locked or cannot be typed is not asked for; the challenge can be used when the lock has
 * ended.
 */
function refuse(ceremony: Ceremony): WireResponse | null {
  const { challenge, steps, pin, pinKind, questions, answers } = ceremony;
  if (steps.length === 0) return refuseCeremony(challenge);
  if (steps.includes('currentPin') && pinKind === 'key') return refuseKey();
  if (steps.includes('currentPin') && pin?.locked) return refuseLocked(155119, pin);
  if (!steps.includes('proof')) return null;
  if (questions === null) return refuseStep(155111);
  return answers.locked ? refuseLocked(155120, answers) : null;
}

/** Questions are about a person's life: only the page that asks them gets them. */
function describe(
  { challenge, steps, pin, questions, answers }: Ceremony,
  { questionsMin }: Pick<Policy, 'questionsMin'>,
) {
  const asked = steps.includes('proof') ? questions : null;
  return {
    type: readLabel(challenge.label),
    steps: steps.map(toPageStep),
    questions: asked ?? [],
    pinLength: PIN_LENGTH,
    questionsMin,
    attemptsRemaining: pin?.attemptsRemaining ?? null,
    answerAttemptsRemaining: asked === null ? null : answers.attemptsRemaining,
  };
}

/** One-time codes are no part of this wire: who forgot the PIN answers questions. */
function toPageStep(step: CeremonyStep): PageStep {
  return step === 'proof' ? 'answers' : step;
}
