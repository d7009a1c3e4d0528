import type { Operation } from './operation.ts';
import {
  type Charged,
  charge,
  initialState,
  type PinState,
  settle,
  unlock,
} from './specification.ts';

export interface Subject {
  /** The PIN before the first operation. */
  readonly pin: string;
  readonly budget: number;
}

/** How far an operation has got in the order being tried. */
type Stage = 'open' | Charged | 'done';

interface Place {
  readonly state: PinState;
  readonly stages: readonly Stage[];
}

const PLACES_MAX = 500_000;

/**
 * Whether there is an order of charges and settlements, each between the question and the answer of
 * its operation, in which one subject with one counter gives all these answers. An operation without
 * an answer may have happened, in part or not at all, at any time after it was asked. A search
 * through all orders that remembers where it has been (Wing and Gong; Lowe). Throws when that takes
 * too long: no answer must pass for a good one.
 */
export function isLinearizable(subject: Subject, operations: readonly Operation[]): boolean {
  const seen = new Set<string>();
  const begin: Place = { state: initialState(subject.pin), stages: operations.map(() => 'open') };
  const waiting = [begin];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (operations.every(({ answer }, at) => answer === null || isDone(place.stages[at]))) {
      return true;
    }
    const name = nameOf(place);
    if (seen.has(name)) continue;
    seen.add(name);
    if (seen.size > PLACES_MAX) throw new Error('this history is too long to be judged');
    // The last one added is tried first: operations with an answer, in the order they were asked.
    waiting.push(...nextPlaces(subject, operations, place));
  }
  return false;
}

function nextPlaces(
  subject: Subject,
  operations: readonly Operation[],
  { state, stages }: Place,
): readonly Place[] {
  const unanswered = operations.flatMap(({ answer }, at) =>
    answer === null || isDone(stages[at]) ? [] : [answer.at],
  );
  const firstAnswer = Math.min(Infinity, ...unanswered);
  const known: Place[] = [];
  const unknown: Place[] = [];
  /** Of operations that are alike and without an answer it does not matter which happened. */
  const tried = new Set<string>();
  operations.forEach((operation, at) => {
    const stage = stages[at] ?? 'done';
    // What was asked after an answer cannot come before it.
    if (stage === 'done' || (stage === 'open' && operation.askedAt > firstAnswer)) return;
    if (operation.answer === null && stage === 'open') {
      const alike = JSON.stringify(operation.command);
      if (tried.has(alike)) return;
      tried.add(alike);
    }
    const step =
      stage === 'open' ? begin(subject, operation, state) : end(subject, operation, state, stage);
    if (step === undefined) return;
    const next = { state: step.state, stages: stages.with(at, step.stage) };
    (operation.answer === null ? unknown : known).unshift(next);
  });
  return [...unknown, ...known];
}

interface Step {
  readonly state: PinState;
  readonly stage: Stage;
}

function begin(
  { budget }: Subject,
  { command, answer }: Operation,
  state: PinState,
): Step | undefined {
  if (command.kind === 'unlock') return { state: unlock(state), stage: 'done' };
  const charged = charge(state, budget);
  if (charged === undefined) {
    return answer?.outcome === 'locked' ? { state, stage: 'done' } : undefined;
  }
  if (answer?.outcome === 'locked') return undefined;
  if (state.pin === command.pin) return { state: charged.state, stage: charged.charged };
  // A PIN that is wrong now is wrong for good, and its settlement changes nothing any more.
  const fits = answer === null || answer.outcome === 'wrong';
  return fits ? { state: charged.state, stage: 'done' } : undefined;
}

function end(
  { budget }: Subject,
  { command, answer }: Operation,
  state: PinState,
  charged: Charged,
): Step | undefined {
  if (command.kind === 'unlock') return undefined;
  const settled = settle(state, charged, command, budget);
  if (answer !== null && settled.outcome !== answer.outcome) return undefined;
  return { state: settled.state, stage: 'done' };
}

function isDone(stage: Stage | undefined): boolean {
  return stage === 'done';
}

/** Places that go on alike have one name: what counts of charges is how many came after them. */
function nameOf({ state, stages }: Place): string {
  const { pin, charges, forgiven, spent, locked } = state;
  const far = stages.map((stage) => {
    if (typeof stage === 'string') return stage[0];
    const since = stage.charge > forgiven ? charges - stage.charge : 'forgiven';
    return `${since}.${state.version - stage.version}`;
  });
  return `${pin} ${charges - forgiven} ${spent} ${locked} ${far.join(' ')}`;
}
