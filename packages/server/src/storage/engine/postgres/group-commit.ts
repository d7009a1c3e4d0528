import type { Operation } from '../engine.ts';
import { storageUnavailable } from '../storage-fault.ts';
import type { ParameterTypes } from './parameter-types.ts';
import { type Planned, plan } from './planned.ts';
import { isPassing, toViolation } from './postgres-errors.ts';
import { isInTime, pauseBefore } from './retry.ts';
import type { Session } from './session.ts';
import { CommitUnknown, transact } from './transaction.ts';

interface Waiting extends Planned {
  readonly since: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Operations that share one commit at most; more would make the first of them wait. */
const BATCH_MAX = 128;

/** Operations on one row that share a commit at most: each but the first costs a round trip. */
const ON_ONE_ROW_MAX = 16;

/** A row two nodes insert at once: whoever lost finds it there at the next try. */
const INSERT_TRIES = 3;

/**
 * Many operations, one transaction, one wait for the disk. While every session is busy, operations
 * gather for the next one that is free. Of those on the same row only one transaction is under way:
 * the others would only hold a session to wait for its lock.
 */
export class GroupCommit {
  readonly #types: ParameterTypes;
  readonly #idle: Session[];
  readonly #sessions: readonly Session[];
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #drained = Promise.withResolvers<void>();

  constructor(sessions: readonly Session[], types: ParameterTypes) {
    this.#sessions = sessions;
    this.#idle = [...sessions];
    this.#types = types;
  }

  commit<R>(operation: Operation<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const settle = resolve as (result: unknown) => void;
      const since = performance.now();
      this.#waiting.push({ ...plan(operation), since, resolve: settle, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // What arrives in this turn of the event loop goes together.
      setImmediate(() => {
        this.#scheduled = false;
        this.#dispatch();
      });
    });
  }

  /** Resolves when nothing is waiting or under way. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#idle.length < this.#sessions.length) {
      await this.#drained.promise;
    }
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const session = this.#idle.pop();
      if (session === undefined) return;
      const batch = this.#take();
      if (batch.length === 0) {
        this.#idle.push(session);
        return;
      }
      void this.#settle(session, batch).finally(() => {
        for (const key of batch.flatMap(({ keys }) => keys)) this.#busy.delete(key);
        this.#idle.push(session);
        this.#drained.resolve();
        this.#drained = Promise.withResolvers();
        this.#dispatch();
      });
    }
  }

  /** The longest waiting that can go now; nobody overtakes an earlier operation on the same row. */
  #take(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const passed = new Set<string>();
    const taken = new Map<string, number>();
    for (const each of this.#waiting) {
      if (batch.length < BATCH_MAX && this.#fits(each.keys, passed, taken)) {
        batch.push(each);
        for (const key of each.keys) taken.set(key, (taken.get(key) ?? 0) + 1);
      } else {
        later.push(each);
        for (const key of each.keys) passed.add(key);
      }
    }
    for (const key of taken.keys()) this.#busy.add(key);
    this.#waiting = later;
    return batch;
  }

  #fits(
    keys: readonly string[],
    passed: ReadonlySet<string>,
    taken: ReadonlyMap<string, number>,
  ): boolean {
    // A second row, locked after the first wave, would be locked out of the order.
    const most = keys.length === 1 ? ON_ONE_ROW_MAX : 1;
    return keys.every(
      (key) => !this.#busy.has(key) && !passed.has(key) && (taken.get(key) ?? 0) < most,
    );
  }

  /** Sees a batch to its end: every operation is answered, however often that takes a new try. */
  async #settle(session: Session, batch: readonly Waiting[]): Promise<void> {
    const oldest = Math.min(...batch.map(({ since }) => since));
    for (let tries = 1; ; tries += 1) {
      try {
        const connection = await session.connection();
        const settled = await transact(connection, this.#types, batch);
        for (const each of batch) {
          const outcome = settled.get(each);
          if (outcome !== undefined && 'result' in outcome) each.resolve(outcome.result);
          else each.reject(outcome?.thrown);
        }
        return;
      } catch (error) {
        const next = afterFailure(error, { oldest, tries, size: batch.length });
        if (next === 'split') return this.#settleHalves(session, batch);
        if (next === 'refuse')
          return refuse(batch, toViolation(error) ?? storageUnavailable(error));
        await pauseBefore(tries);
      }
    }
  }

  /** One of them the database does not take: it has to fail alone. */
  async #settleHalves(session: Session, batch: readonly Waiting[]): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    await this.#settle(session, batch.slice(0, half));
    await this.#settle(session, batch.slice(half));
  }
}

function refuse(batch: readonly Waiting[], error: unknown): void {
  for (const { reject } of batch) reject(error);
}

/** What becomes of a batch that was not committed. */
function afterFailure(
  error: unknown,
  { oldest, tries, size }: { readonly [K in 'oldest' | 'tries' | 'size']: number },
): 'again' | 'split' | 'refuse' {
  // It may have been: to do it again could charge twice, or answer from a state that is no more.
  if (error instanceof CommitUnknown) return 'refuse';
  if (isPassing(error)) return isInTime(oldest) ? 'again' : 'refuse';
  if (size > 1) return 'split';
  const isRace = toViolation(error)?.kind === 'unique' && tries < INSERT_TRIES;
  return isRace ? 'again' : 'refuse';
}
