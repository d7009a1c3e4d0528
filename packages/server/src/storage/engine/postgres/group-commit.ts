import {
  type CommitWatch,
  type Operation,
  type Preparation,
  type Seal,
  SealNotReady,
} from '../engine.ts';
import { storageUnavailable } from '../storage-fault.ts';
import type { Connection } from './connection.ts';
import type { Pace } from './pace.ts';
import type { ParameterTypes } from './parameter-types.ts';
import { type Planned, plan } from './planned.ts';
import { isOfOne, isPassing, toViolation } from './postgres-errors.ts';
import { isInTime, pauseBefore } from './retry.ts';
import type { Session } from './session.ts';
import { CommitUnknown, type Settled, transact } from './transaction.ts';

interface Waiting extends Planned {
  readonly since: number;
  /** Its batch failed and nobody knows by whom: it has a transaction of its own. */
  readonly alone: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Operations that share one commit at most; more would make the first of them wait. */
const BATCH_MAX = 128;

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
  readonly #pace: Pace;
  readonly #watch: CommitWatch;
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;
  #seals: ReadonlyMap<Session, Seal> = new Map();
  #drained = Promise.withResolvers<void>();

  constructor(
    sessions: readonly Session[],
    types: ParameterTypes,
    pace: Pace,
    watch: CommitWatch = () => undefined,
  ) {
    this.#sessions = sessions;
    this.#idle = [...sessions];
    this.#types = types;
    this.#pace = pace;
    this.#watch = watch;
  }

  commit<R>(operation: Operation<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const settle = resolve as (result: unknown) => void;
      const since = performance.now();
      const answer = { resolve: settle, reject };
      this.#waiting.push({ ...plan(operation), ...answer, since, alone: false });
      if (this.#scheduled) return;
      this.#scheduled = true;
      // What arrives in this turn of the event loop goes together.
      setImmediate(() => {
        this.#scheduled = false;
        this.#dispatch();
      });
    });
  }

  sealWith(makeSeal: () => Seal): void {
    this.#seals = new Map(this.#sessions.map((session) => [session, makeSeal()]));
  }

  /** Resolves when nothing is waiting or under way. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#idle.length < this.#sessions.length) {
      await this.#drained.promise;
    }
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      if (this.#gathers()) return;
      const session = this.#idle.pop();
      if (session === undefined) return;
      const batch = this.#take();
      if (batch.length === 0) {
        this.#idle.push(session);
        return;
      }
      this.#pace.begin();
      void this.#settle(session, batch).finally(() => {
        for (const key of batch.flatMap(({ keys }) => keys)) this.#busy.delete(key);
        this.#idle.push(session);
        this.#drained.resolve();
        this.#drained = Promise.withResolvers();
        this.#dispatch();
      });
    }
  }

  /** Whether what waits goes on gathering; somebody comes back for it. */
  #gathers(): boolean {
    const othersUnderWay = this.#idle.length < this.#sessions.length;
    const restMs = this.#pace.restMs(this.#waiting.length, othersUnderWay);
    if (restMs <= 0) return false;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#dispatch();
    }, restMs);
    return true;
  }

  /** The longest waiting that can go now; nobody overtakes an earlier operation on the same row. */
  #take(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const passed = new Set<string>();
    const taken = new Set<string>();
    for (const each of this.#waiting) {
      const isFull = batch.length === (batch[0]?.alone ? 1 : BATCH_MAX);
      const mayShare = batch.length === 0 || !each.alone;
      const isFree = each.keys.every((key) => !this.#busy.has(key) && !passed.has(key));
      if (!isFull && mayShare && isFree) {
        batch.push(each);
        for (const key of each.keys) taken.add(key);
      } else {
        later.push(each);
        for (const key of each.keys) passed.add(key);
      }
    }
    for (const key of taken) this.#busy.add(key);
    this.#waiting = later;
    return batch;
  }

  /** Sees a batch to its end, however often that takes a new try, or to the queue again. */
  async #settle(session: Session, batch: readonly Waiting[]): Promise<void> {
    const oldest = Math.min(...batch.map(({ since }) => since));
    for (let tries = 1; ; tries += 1) {
      try {
        const connection = await session.connection();
        const beganAt = performance.now();
        const settled = await this.#transact(session, connection, batch);
        this.#watch(batch.length, (performance.now() - beganAt) / 1000);
        for (const each of batch) {
          const outcome = settled.get(each);
          if (outcome !== undefined && 'result' in outcome) each.resolve(outcome.result);
          else each.reject(outcome?.thrown);
        }
        return;
      } catch (error) {
        const next = afterFailure(error, { oldest, tries, size: batch.length });
        if (next === 'each alone') return this.#putBack(batch);
        if (next === 'refuse') {
          return refuse(batch, toViolation(error) ?? storageUnavailable(error));
        }
        await pauseBefore(tries);
      }
    }
  }

  /** One transaction with the session's seal; again when that had to be prepared first. */
  async #transact(
    session: Session,
    connection: Connection,
    batch: readonly Planned[],
  ): Promise<ReadonlyMap<Planned, Settled>> {
    const seal = this.#seals.get(session);
    for (;;) {
      try {
        return await transact(connection, { types: this.#types, seal }, batch);
      } catch (error) {
        if (!(error instanceof SealNotReady)) throw error;
        for (const each of error.preparations) await this.#prepare(connection, each);
      }
    }
  }

  async #prepare(connection: Connection, { operation, done }: Preparation): Promise<void> {
    const planned = plan(operation);
    const parts = { types: this.#types, seal: undefined };
    const outcome = (await transact(connection, parts, [planned])).get(planned);
    if (outcome === undefined || 'thrown' in outcome) throw outcome?.thrown;
    done(outcome.result);
  }

  /** To their old place: nobody overtakes them. */
  #putBack(batch: readonly Waiting[]): void {
    this.#waiting.unshift(...batch.map((each) => ({ ...each, alone: true })));
  }
}

function refuse(batch: readonly Waiting[], error: unknown): void {
  for (const { reject } of batch) reject(error);
}

/** What becomes of a batch that was not committed. */
function afterFailure(
  error: unknown,
  { oldest, tries, size }: { readonly [K in 'oldest' | 'tries' | 'size']: number },
): 'again' | 'each alone' | 'refuse' {
  // It may have been: to do it again could charge twice, or answer from a state that is no more.
  if (error instanceof CommitUnknown) return 'refuse';
  if (isOfOne(error) && size > 1) return 'each alone';
  if (isPassing(error)) return isInTime(oldest) ? 'again' : 'refuse';
  const isRace = toViolation(error)?.kind === 'unique' && tries < INSERT_TRIES;
  return isRace ? 'again' : 'refuse';
}
