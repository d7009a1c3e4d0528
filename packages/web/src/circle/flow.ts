import type { Card } from './card.ts';
import { planJourney, remedyFor, stepBefore } from './journey.ts';
import { CODES, NETWORK, type Refusal } from './refusal.ts';
import type { Stage, StepName } from './stage.ts';
import { STEPS } from './steps/steps.ts';
import { complain } from './wording/complain.ts';

type Scenery = Omit<Stage, 'isLast' | 'goOn' | 'refuse'>;

/** How a flow ends, and what the app hears on the way. */
export interface Ending {
  readonly complete: (type: string) => void;
  readonly fail: (refusal: Refusal) => void;
  readonly report: (refusal: Refusal) => void;
}

/** Leads through the steps from the first to the settled challenge. */
export function runFlow(card: Card, scenery: Scenery, ending: Ending): void {
  const journey = planJourney(scenery.started.steps);
  let current: StepName | undefined;
  // Whether an earlier submission may have arrived although its answer did not.
  let uncertain = false;

  const open = (step: StepName): void => {
    current = step;
    const screen = STEPS[step](stage);
    const before = stepBefore(journey, step);
    const back = before !== undefined && { back: () => open(before) };
    card.show({ ...screen, ...back }, journey.indexOf(step), journey.length);
  };

  const refuse = (refusal: Refusal, step?: StepName): void => {
    if (refusal.closes) {
      ending.fail(refusal);
      return;
    }
    if (step !== undefined) open(step);
    const retry = refusal.code === CODES.network ? scenery.words.common.retry : undefined;
    card.complain(complain(refusal, scenery.language, new Date()), retry);
    ending.report(refusal);
  };

  const goOn = async (): Promise<void> => {
    const next = current === undefined ? journey[0] : journey[journey.indexOf(current) + 1];
    if (next !== undefined) return open(next);
    const answer = await scenery.api.finish(scenery.entered);
    if ('value' in answer) return ending.complete(answer.value);
    const { refusal } = answer;
    if (uncertain && refusal.completed) return ending.complete(scenery.started.type);
    uncertain ||= refusal === NETWORK;
    refuse(refusal, remedyFor(journey, refusal));
  };

  const stage: Stage = { ...scenery, goOn, refuse, isLast: (step) => journey.at(-1) === step };
  void goOn();
}
