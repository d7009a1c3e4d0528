import type { ChosenQuestion, Question } from './question.ts';
import { NETWORK, type Refusal, readRefusal } from './refusal.ts';
import type { Session } from './settings.ts';
import { listOf, numberOf, recordOf, textOf, tokenOf } from './untrusted.ts';

export type Answer<Value> = { readonly value: Value } | { readonly refusal: Refusal };

export type ServerStep = 'currentPin' | 'answers' | 'newPin' | 'questions';

export interface StoredQuestion extends Question {
  readonly hint: string | null;
}

export interface Started {
  /** Of the challenge. */
  readonly type: string;
  readonly steps: readonly ServerStep[];
  /** To be answered, in this order. */
  readonly questions: readonly StoredQuestion[];
  readonly pinLength: number;
  /** Questions the server wants at least. */
  readonly questionsMin: number | undefined;
  readonly attemptsRemaining: number | null;
  readonly answerAttemptsRemaining: number | null;
}

/** Everything the visitor entered, sent once when the last step is done. */
export interface Entered {
  currentPin?: string;
  newPin?: string;
  /** Proof of the right answers. */
  grant?: string;
  questions?: readonly ChosenQuestion[];
}

export interface Api {
  readonly start: () => Promise<Answer<Started>>;
  readonly proveCurrentPin: (pin: string) => Promise<Answer<unknown>>;
  readonly proveAnswers: (answers: readonly string[]) => Promise<Answer<string>>;
  readonly judgeNewPin: (pin: string) => Promise<Answer<unknown>>;
  /** Answers the type of the challenge. */
  readonly finish: (entered: Entered) => Promise<Answer<string>>;
}

const PATIENCE_MS = 30_000;
const PIN_LENGTH = 6;
const STEPS: readonly string[] = ['currentPin', 'answers', 'newPin', 'questions'];

export function makeApi(session: Session): Api {
  const call = async <Value>(
    name: string,
    body: object,
    read: (answer: unknown) => Value,
  ): Promise<Answer<Value>> => {
    try {
      const response = await fetch(`/circle/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session, ...body }),
        mode: 'same-origin',
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const answer: unknown = await response.json();
      return response.ok ? { value: read(answer) } : { refusal: readRefusal(answer) };
    } catch {
      return { refusal: NETWORK };
    }
  };
  return {
    start: () => call('start', {}, readStarted),
    proveCurrentPin: (pin) => call('current-pin', { pin }, recordOf),
    proveAnswers: (answers) => call('answers', { answers }, (body) => member(body, 'grant')),
    judgeNewPin: (pin) => call('new-pin', { pin }, recordOf),
    finish: (entered) => call('finish', entered, (body) => member(body, 'type')),
  };
}

function readStarted(answer: unknown): Started {
  const body = recordOf(answer);
  return {
    type: tokenOf(body['type']),
    steps: listOf(body['steps']).filter(isServerStep),
    questions: listOf(body['questions']).map(readStoredQuestion),
    pinLength: numberOf(body['pinLength']) ?? PIN_LENGTH,
    questionsMin: numberOf(body['questionsMin']),
    attemptsRemaining: numberOf(body['attemptsRemaining']) ?? null,
    answerAttemptsRemaining: numberOf(body['answerAttemptsRemaining']) ?? null,
  };
}

function isServerStep(step: unknown): step is ServerStep {
  return typeof step === 'string' && STEPS.includes(step);
}

function readStoredQuestion(stored: unknown): StoredQuestion {
  const { question, type, hint } = recordOf(stored);
  return {
    question: textOf(question) ?? '',
    type: type === 'DATE' ? 'DATE' : 'TEXT',
    hint: textOf(hint) ?? null,
  };
}

function member(body: unknown, name: string): string {
  return tokenOf(recordOf(body)[name]);
}
