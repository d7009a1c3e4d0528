import type { AuditEntry } from '../core/model/audit.ts';
import type { Credential, CredentialKey } from '../core/model/credential.ts';
import type { Instant } from '../core/model/instant.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Along, CredentialDecision, ReadAlong } from '../core/ports/decision.ts';
import type { Store } from '../core/ports/store.ts';
import type { Engine, Row, Statement, Verdict } from './engine/engine.ts';
import { selectChallenge, toChallenge } from './queries/challenges.ts';
import { selectCredential, selectPast } from './queries/credentials.ts';
import {
  deleteSingleUse,
  insertSingleUse,
  selectSingleUse,
  toSingleUse,
} from './queries/single-use-values.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import type { OpenedCredential } from './rows/credential-rows.ts';
import type { Damaged, RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

type CredentialStore = Pick<
  Store,
  'readCredential' | 'applyToCredential' | 'readSingleUse' | 'useOnce'
>;

export function createCredentialStore(
  engine: Engine,
  clock: Clock,
  guard: RowGuard,
): CredentialStore {
  return {
    readCredential: (key) => readCredential(engine, guard, key),

    async applyToCredential<R>(key: CredentialKey, decide: Decide<R>, along: Along = {}) {
      const { credentials } = guard;
      const apply = (known: number | undefined, closely: boolean) =>
        engine.commit<Settled<R> | Damaged>({
          reads: [
            selectCredential(key),
            ...(closely ? [selectPast(key)] : []),
            ...readsAlong(key.tenant, along),
          ],
          decide: ([row, ...rows]) => {
            const past = closely ? rows.shift() : undefined;
            const read = credentials.open({ key, row, past, known });
            if ('damage' in read) return { writes: [], result: read };
            const seen = toReadAlong(along, rows, clock.now());
            return settle(guard, key, read.opened, decide(read.opened.credential, seen), along);
          },
        });
      const { result, generation } = await guard.lookTwice(key, apply).catch(refuseWithoutSubject);
      if (generation !== null) credentials.known.saw(key, generation);
      return result;
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

/** As of now. Changes nothing, so it may read the past and the row one after the other. */
function readCredential(engine: Engine, guard: RowGuard, key: CredentialKey): Promise<Credential> {
  const { credentials } = guard;
  return guard.lookTwice(key, async (known, closely) => {
    const [past] = closely ? await engine.query(selectPast(key)) : [];
    const [row] = await engine.query(selectCredential(key));
    const read = credentials.open({ key, row, past, known });
    if ('damage' in read) return read;
    const { credential, place } = read.opened;
    if (place !== null) credentials.known.saw(key, place.generation);
    return credential;
  });
}

type Decide<R> = (current: Credential, along: ReadAlong) => CredentialDecision<R>;

interface Settled<R> {
  readonly result: R;
  /** Of the row as it is from now on; `null`: there is none. */
  readonly generation: number | null;
}

/** What a decision writes. Entries about this credential say which of its states they were made in. */
function settle<R>(
  { credentials }: RowGuard,
  key: CredentialKey,
  opened: OpenedCredential,
  decision: CredentialDecision<R>,
  along: Along,
): Verdict<Settled<R>> {
  const { next, result } = decision;
  const written = next === undefined ? null : credentials.write(key, next, opened);
  const generation = (written?.place ?? opened.place)?.generation ?? null;
  const isAbout = ({ subject, purpose }: AuditEntry) =>
    subject === key.subject && purpose === key.purpose;
  const audit = decision.audit?.map((entry) =>
    generation !== null && isAbout(entry) ? { ...entry, generation } : entry,
  );
  return {
    writes: [
      ...(written === null ? [] : [written.statement]),
      ...(decision.consume && along.single ? [deleteSingleUse(along.single)] : []),
      ...writeTraces(key.tenant, audit ? { ...decision, audit } : decision),
    ],
    result: { result, generation },
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
