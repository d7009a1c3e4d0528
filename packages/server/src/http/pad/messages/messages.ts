import type { ChallengeType } from '../../../core/model/challenge.ts';
import type { PolicyRule } from '../../../core/model/policy.ts';
import type { QuestionRule } from '../../../core/model/security-questions.ts';
import type { Html } from '../../pages/html.ts';
import type { PromptMessages } from './prompt/prompt-messages.ts';

/** A heading and the sentence below it. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

/** What a page asks for, and what it says when that is done. */
export interface Task {
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly done: string;
}

/**
 * Every word of the hosted pages in one language. A language that misses one does not compile;
 * numbers arrive as numbers, because each language bends its nouns by rules of its own.
 */
export interface Messages {
  readonly direction: 'ltr' | 'rtl';
  /** The language's name in itself. */
  readonly ownName: string;
  readonly languages: string;
  readonly home: Notice;
  readonly nowhere: Notice;
  readonly tasks: Readonly<Record<ChallengeType, Task>>;
  readonly fields: FieldMessages;
  readonly busy: string;
  readonly forgot: string;
  readonly defaultQuestions: readonly string[];
  readonly proof: ProofMessages;
  readonly over: OverMessages;
  readonly lock: LockMessages;
  readonly problems: ProblemMessages;
  readonly rules: Readonly<Record<PolicyRule, (minLength: number, maxLength: number) => string>>;
  readonly questionRules: Readonly<Record<QuestionRule, string>>;
  readonly prompt: PromptMessages;
}

interface FieldMessages {
  readonly pin: string;
  readonly currentPin: string;
  readonly newPin: string;
  readonly repeatPin: string;
  readonly repeatNote: string;
  readonly digits: (minLength: number, maxLength: number) => string;
  readonly show: string;
  readonly hide: string;
  readonly question: (number: number) => string;
  readonly chooseQuestion: string;
  readonly ownQuestion: string;
  readonly answer: string;
  readonly hint: string;
  readonly hintNote: string;
  readonly code: string;
}

/** For somebody who forgot the PIN. */
interface ProofMessages {
  readonly title: string;
  readonly lead: string;
  readonly answers: string;
  readonly hintIs: (hint: string) => string;
  readonly checkAnswers: string;
  readonly byCode: string;
  readonly byCodeLead: string;
  readonly sendCode: string;
  readonly codeSent: (digits: number, minutes: number) => string;
  readonly checkCode: string;
  readonly sendAgain: string;
  readonly otherWay: string;
  readonly neither: string;
  readonly proven: string;
}

/** For challenges with nothing left to do. */
interface OverMessages {
  readonly used: Notice;
  readonly expired: Notice;
  readonly locked: string;
  readonly pinExists: Notice;
  readonly noPin: Notice;
  readonly pinIsKey: Notice;
  readonly questionsExist: Notice;
  readonly gone: Notice;
  readonly mustChange: Notice;
  readonly back: string;
  readonly close: string;
}

interface LockMessages {
  readonly pin: string;
  readonly answers: string;
  readonly codes: string;
  /** `wait` is one of the three below it. */
  readonly until: (time: Html, wait: string) => Html;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly days: (count: number) => string;
  readonly support: string;
  readonly again: string;
  readonly newLink: string;
}

interface ProblemMessages {
  readonly wrongPin: (triesLeft: number) => string;
  readonly wrongAnswers: (triesLeft: number) => string;
  readonly wrongCode: (triesLeft: number) => string;
  readonly codeClosed: string;
  readonly codeMalformed: (digits: number) => string;
  readonly codeUnavailable: string;
  readonly codeLimited: string;
  readonly answersMissing: string;
  readonly pinMalformed: string;
  readonly mismatch: string;
  readonly grantInvalid: string;
  readonly scriptNeeded: string;
  readonly incomplete: string;
  readonly unreadable: Notice;
  readonly busy: Notice;
  readonly broken: Notice;
  readonly tryAgain: string;
}
