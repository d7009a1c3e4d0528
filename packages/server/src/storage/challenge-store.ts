import type { ChallengeStore } from '../core/ports/challenge-store.ts';
import type { Engine } from './engine/engine.ts';
import {
  insertChallenge,
  selectChallenge,
  selectChallenges,
  selectOverdueChallenges,
  toChallenge,
  updateChallenge,
} from './queries/challenges.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import { writeTraces } from './traces.ts';

export function createChallengeStore(engine: Engine): ChallengeStore {
  return {
    async readChallenge(tenant, id) {
      const [row] = await engine.query(selectChallenge(tenant, id));
      return row === undefined ? null : toChallenge(row);
    },

    async listChallenges(tenant, subject, dialect) {
      return (await engine.query(selectChallenges(tenant, subject, dialect))).map(toChallenge);
    },

    applyToChallenge(tenant, id, decide) {
      const applied = engine.commit({
        reads: [selectChallenge(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toChallenge(row));
          const write = row === undefined ? insertChallenge : updateChallenge;
          const writes = decision.next === undefined ? [] : [write(decision.next)];
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseWithoutSubject);
    },

    async listOverdueChallenges(now, limit) {
      return (await engine.query(selectOverdueChallenges(now, limit))).map(toChallenge);
    },
  };
}
