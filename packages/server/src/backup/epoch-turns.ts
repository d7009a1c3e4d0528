import type { EpochKeeper } from './epoch-keeper.ts';

export interface EpochTurns extends Pick<EpochKeeper, 'isSealed' | 'noteSealed'> {
  /** Something is being written to the database. */
  note(): void;
  /** Raises the epoch when something was written since the last time; one at a time. */
  turn(): Promise<void>;
}

/** An idle server writes nothing. */
export function createEpochTurns(keeper: EpochKeeper): EpochTurns {
  let isDirty = false;
  let running: Promise<void> | undefined;
  const once = async () => {
    if (!isDirty) return;
    isDirty = false;
    try {
      await keeper.advance();
    } catch (error) {
      isDirty = true;
      throw error;
    }
  };
  return {
    get isSealed() {
      return keeper.isSealed;
    },
    noteSealed: () => keeper.noteSealed(),
    note() {
      isDirty = true;
    },
    turn() {
      running ??= once().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
