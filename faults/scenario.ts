import type { PostgresBinaries } from '../packages/server/test/support/postgres/postgres-binaries.ts';

/** What a scenario saw. Everything but the first three numbers must be 0. */
export interface Findings {
  readonly rounds: number;
  /** Operations clients asked for. */
  readonly operations: number;
  /** Those without an answer, or with one that says to try again. */
  readonly unknown: number;
  /** Guesses that were evaluated beyond what the budget grants. */
  readonly extraGuesses: number;
  /** Changes that were acknowledged and are not in force. */
  readonly lostChanges: number;
  /** Other answers that must not be: a right PIN called wrong, a status nobody documented. */
  readonly wrongAnswers: number;
  /** Subjects whose history no single counter explains. */
  readonly impossible: number;
}

export type Say = (line: string) => void;

export interface Setting {
  /** The whole of it for `npm run faults`, a slice of it in `npm test`. */
  readonly extent: 'full' | 'slice';
  readonly say: Say;
  readonly binaries: PostgresBinaries;
  /** `postgres://…` of an empty database of its own, in a server all scenarios share. */
  makeDatabase(): Promise<string>;
}

export interface Scenario {
  readonly name: string;
  readonly what: string;
  /** A control has a mistake built in: the run fails unless the scenario notices it. */
  readonly expect: 'nothing' | 'violations';
  /** A string says why it could not run on this machine. */
  run(setting: Setting): Promise<Findings | string>;
}

export function violationsOf(findings: Findings): number {
  const { extraGuesses, lostChanges, wrongAnswers, impossible } = findings;
  return extraGuesses + lostChanges + wrongAnswers + impossible;
}

export function isAsExpected({ expect }: Scenario, findings: Findings): boolean {
  return violationsOf(findings) > 0 === (expect === 'violations');
}

/** Rounds by extent. */
export function roundsOf({ extent }: Setting, full: number, slice: number): number {
  return extent === 'full' ? full : slice;
}
