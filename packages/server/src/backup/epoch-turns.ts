import type { EpochKeeper } from './epoch-keeper.ts';

export interface EpochTurns {
  /** Something is being written to the database. */
  note(): void;
  /** Raises the epoch when something was written since the last time; one at a time. */
  turn(): Promise<void>;
}

/** An idle server writes nothing. */
export function createEpochTurns({ advance }: EpochKeeper): EpochTurns {
  let isDirty = false;
  let running: Promise<void> | undefined;
  const once = async () => {
    if (!isDirty) return;
    isDirty = false;
    try {
      await advance();
    } catch (error) {
      isDirty = true;
      throw error;
    }
  };
  return {
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
