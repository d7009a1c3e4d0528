import type { GuessStore } from '../core/ports/guess-watch.ts';
import type { Engine } from './engine/engine.ts';
import { text } from './queries/column.ts';
import {
  insertGuesses,
  selectChangedGuesses,
  selectGuesses,
  toGuesses,
  updateGuesses,
} from './queries/tenant-guesses.ts';
import { writeTraces } from './traces.ts';

export function createGuessStore(engine: Engine): GuessStore {
  return {
    async readGuesses(tenant) {
      const [row] = await engine.query(selectGuesses(tenant));
      return toGuesses(row);
    },

    async listGuesses(since) {
      const rows = await engine.query(selectChangedGuesses(since));
      return rows.map((row) => [text(row, 'tenant'), toGuesses(row)] as const);
    },

    applyToGuesses(tenant, at, decide) {
      return engine.commit({
        reads: [selectGuesses(tenant)],
        decide: ([row]) => {
          const { next, result, ...traces } = decide(toGuesses(row));
          const write = row === undefined ? insertGuesses : updateGuesses;
          const writes = next === undefined ? [] : [write(tenant, next, at)];
          return { writes: [...writes, ...writeTraces(tenant, { ...traces })], result };
        },
      });
    },
  };
}
