import type { Instant } from '../core/model/instant.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Along, ReadAlong } from '../core/ports/decision.ts';
import type { Store } from '../core/ports/store.ts';
import type { Engine, Row, Statement } from './engine/engine.ts';
import { selectChallenge, toChallenge } from './queries/challenges.ts';
import {
  insertCredential,
  selectCredential,
  toCredential,
  updateCredential,
} from './queries/credentials.ts';
import {
  deleteSingleUse,
  insertSingleUse,
  selectSingleUse,
  toSingleUse,
} from './queries/single-use-values.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import { writeTraces } from './traces.ts';

type CredentialStore = Pick<
  Store,
  'readCredential' | 'applyToCredential' | 'readSingleUse' | 'useOnce'
>;

export function createCredentialStore(engine: Engine, clock: Clock): CredentialStore {
  return {
    async readCredential(key) {
      const [row] = await engine.query(selectCredential(key));
      return toCredential(row);
    },

    applyToCredential(key, decide, along = {}) {
      const reads = [selectCredential(key), ...readsAlong(key.tenant, along)];
      const applied = engine.commit({
        reads,
        decide: ([row, ...rows]) => {
          const decision = decide(toCredential(row), toReadAlong(along, rows, clock.now()));
          const writes: Statement[] = [];
          if (decision.next !== undefined) {
            const write = row === undefined ? insertCredential : updateCredential;
            writes.push(write(key, decision.next));
          }
          if (decision.consume && along.single) writes.push(deleteSingleUse(along.single));
          return {
            writes: [...writes, ...writeTraces(key.tenant, decision)],
            result: decision.result,
          };
        },
      });
      return applied.catch(refuseWithoutSubject);
    },

    useOnce(value) {
      return engine.commit({
        reads: [selectSingleUse(value)],
        // One that is over and not swept away yet is still one that was used.
        decide: ([row]) => ({
          writes: row === undefined ? [insertSingleUse(value)] : [],
          result: row === undefined,
        }),
      });
    },

    async readSingleUse(key, now) {
      const [row] = await engine.query(selectSingleUse(key));
      return toSingleUse(row, now);
    },
  };
}

function readsAlong(tenant: string, { single, challenge }: Along): readonly Statement[] {
  return [
    ...(single === undefined ? [] : [selectSingleUse(single)]),
    ...(challenge === undefined ? [] : [selectChallenge(tenant, challenge)]),
  ];
}

/** Takes the rows in the order of {@link readsAlong}; what was not asked for has none. */
function toReadAlong(
  { single, challenge }: Along,
  rows: readonly (Row | undefined)[],
  now: Instant,
): ReadAlong {
  const singleRow = single === undefined ? undefined : rows[0];
  const challengeRow = challenge === undefined ? undefined : rows.at(-1);
  return {
    single: toSingleUse(singleRow, now),
    challenge: challengeRow === undefined ? null : toChallenge(challengeRow),
  };
}
