import type { Findings } from '../scenario.ts';

type Count = Exclude<keyof Findings, 'rounds'>;

/** Counts what a scenario sees, and keeps a sentence about each violation. */
export class Tally {
  readonly #counts: Record<Count, number> = {
    operations: 0,
    unknown: 0,
    extraGuesses: 0,
    lostChanges: 0,
    wrongAnswers: 0,
    impossible: 0,
  };
  readonly remarks: string[] = [];
  rounds = 0;

  add(count: 'operations' | 'unknown'): void {
    this.#counts[count] += 1;
  }

  violation(count: Exclude<Count, 'operations' | 'unknown'>, remark: string, times = 1): void {
    this.#counts[count] += times;
    this.remarks.push(`${count}: ${remark}`);
  }

  get findings(): Findings {
    return { rounds: this.rounds, ...this.#counts };
  }
}
