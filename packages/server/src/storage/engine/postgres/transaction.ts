import type { Row, Seal, Statement, Verdict } from '../engine.ts';
import type { Answer, Connection } from './connection.ts';
import { givenArrays, selectGiven, withNumbers, writeGiven } from './given-rows.ts';
import type { ParameterTypes } from './parameter-types.ts';
import { effectOf, type Planned, planWrites, readsInOrder } from './planned.ts';
import { codeOf } from './postgres-errors.ts';

/** The server was asked to commit and nobody knows whether it did. It must be assumed. */
export class CommitUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super('nobody can say whether the database committed', options);
    this.name = 'CommitUnknown';
  }
}

/** What an operation came to, once the transaction it was part of is durable. */
export type Settled =
  | { readonly result: unknown }
  /** Its decision threw; it wrote nothing, and the others need not suffer for it. */
  | { readonly thrown: unknown };

/**
 * Rows a decision read stay locked until the commit, so the next one reads what this one wrote: the
 * isolation that needs is READ COMMITTED, whatever the database has as its default. The times end
 * what a node that was stopped in between, or cut off, would hold for ever.
 */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
  SET LOCAL lock_timeout = '1s';
  SET LOCAL statement_timeout = '5s';
  SET LOCAL idle_in_transaction_session_timeout = '5s'`;

/** No transaction of ours takes this long; a server that does not answer any more does. */
const TRANSACTION_MAX_MS = 10_000;

export interface TransactionParts {
  readonly types: ParameterTypes;
  /** The writer's own; `undefined`: nothing it writes is sealed. */
  readonly seal: Seal | undefined;
}

/**
 * Runs operations in one durable transaction: all reads in one order, the same on every node, then
 * the decisions, then the writes. They run one after the other: each decides from what those before
 * it wrote, and is read for anew where that may have changed its rows. Throws what went wrong when nothing was committed, and
 * {@link CommitUnknown} when that cannot be said.
 */
export async function transact(
  connection: Connection,
  parts: TransactionParts,
  batch: readonly Planned[],
): Promise<ReadonlyMap<Planned, Settled>> {
  const stuck = setTimeout(() => connection.destroy(), TRANSACTION_MAX_MS);
  try {
    const settled = await new Transaction(connection, parts).run(batch);
    parts.seal?.settle('committed');
    return settled;
  } catch (error) {
    parts.seal?.settle(error instanceof CommitUnknown ? 'unknown' : 'rolled_back');
    throw error;
  } finally {
    clearTimeout(stuck);
  }
}

class Transaction {
  readonly #connection: Connection;
  readonly #types: ParameterTypes;
  readonly #seal: Seal | undefined;
  readonly #settled = new Map<Planned, Settled>();
  /** Rows as they are now, by the name of what reads them; `undefined`: there is none. */
  readonly #rows = new Map<string, Row | undefined>();
  /** Numbers for rows to be sealed, in their order. */
  readonly #numbers: number[] = [];
  /** Sent, and not looked at yet. */
  #sent: Promise<unknown>[] = [];

  constructor(connection: Connection, { types, seal }: TransactionParts) {
    this.#connection = connection;
    this.#types = types;
    this.#seal = seal;
  }

  async run(batch: readonly Planned[]): Promise<ReadonlyMap<Planned, Settled>> {
    try {
      this.#send(this.#connection.runText(BEGIN));
      let waiting = batch;
      while (waiting.length > 0) {
        await this.#read(waiting);
        waiting = await this.#decideAll(waiting);
      }
      const last = this.#seal?.finish() ?? [];
      if (last.length > 0) await this.#write([last]);
    } catch (error) {
      this.#send(this.#connection.runText('ROLLBACK'));
      await Promise.allSettled(this.#sent);
      throw error;
    }
    await this.#commit();
    return this.#settled;
  }

  /** Reads what these operations want to know and is not known, and locks it. */
  async #read(waiting: readonly Planned[]): Promise<void> {
    const missing = new Map<string, Statement>();
    for (const { operation, keys } of waiting) {
      for (const [index, key] of keys.entries()) {
        const read = operation.reads[index];
        if (read !== undefined && !this.#rows.has(key)) missing.set(key, read);
      }
    }
    const groups = readsInOrder(missing);
    const numbers = this.#askForNumbers(waiting.length);
    const answers: Promise<Answer>[] = [];
    for (const group of groups) {
      const reads = group.map(([, read]) => read);
      const [{ sql } = { sql: '' }] = reads;
      const text = selectGiven(sql, await this.#types.of(sql), 'locked');
      answers.push(this.#send(this.#connection.run(text, givenArrays(reads))));
    }
    await Promise.all([this.#heed(), numbers]);
    for (const [index, group] of groups.entries()) {
      for (const [key] of group) this.#rows.set(key, undefined);
      for (const row of (await answers[index])?.rows ?? []) {
        const [key] = group[Number(row['nth']) - 1] ?? [];
        if (key !== undefined && this.#rows.get(key) === undefined) this.#rows.set(key, row);
      }
    }
  }

  /**
   * Decides in order, as far as the rows are known: not for operations whose rows an earlier one has
   * changed, and for none after one whose changes nobody can foresee. Those are answered.
   */
  async #decideAll(waiting: readonly Planned[]): Promise<readonly Planned[]> {
    const later: Planned[] = [];
    const passed = new Set<string>();
    const writes: (readonly Statement[])[] = [];
    let foreseen = true;
    for (const planned of waiting) {
      const { keys } = planned;
      const isKnown = keys.every((key) => this.#rows.has(key) && !passed.has(key));
      if (!foreseen || !isKnown) {
        later.push(planned);
        for (const key of keys) passed.add(key);
        continue;
      }
      const verdict = this.#decide(planned);
      writes.push(verdict.writes);
      const effect = effectOf(planned, verdict.writes);
      if (effect === 'own rows') for (const key of keys) this.#rows.delete(key);
      if (effect === 'any rows') foreseen = false;
    }
    if (!foreseen) this.#rows.clear();
    await this.#write(await this.#sealed(planWrites(writes)));
    return later;
  }

  /** Along with the reads, so that nothing waits for them: most operations write one such row. */
  async #askForNumbers(count: number): Promise<void> {
    if (this.#seal === undefined || count <= this.#numbers.length) return;
    const sql = `SELECT nextval('${this.#seal.table}_seq_seq') AS number FROM generate_series(1, $1)`;
    const answer = await this.#send(this.#connection.run(sql, [count - this.#numbers.length]));
    for (const row of answer.rows) this.#numbers.push(Number(row['number']));
  }

  /** In the order in which they are executed. */
  async #sealed(
    groups: readonly (readonly Statement[])[],
  ): Promise<readonly (readonly Statement[])[]> {
    const seal = this.#seal;
    if (seal === undefined) return groups;
    await this.#askForNumbers(groups.flat().filter((each) => seal.covers(each)).length);
    return groups.map((group) =>
      group.map((each) => {
        if (!seal.covers(each)) return each;
        const number = this.#numbers.shift();
        if (number === undefined) throw new Error('the database gave no number for a row');
        return seal.add(each, number);
      }),
    );
  }

  #decide(planned: Planned): Verdict<unknown> {
    try {
      const verdict = planned.operation.decide(planned.keys.map((key) => this.#rows.get(key)));
      this.#settled.set(planned, { result: verdict.result });
      return verdict;
    } catch (thrown) {
      this.#settled.set(planned, { thrown });
      return { writes: [], result: undefined };
    }
  }

  /** Whether they were done is told by the read or the commit that follows. */
  async #write(groups: readonly (readonly Statement[])[]): Promise<void> {
    for (const statements of groups) {
      const [{ sql, params } = { sql: '', params: [] }] = statements;
      if (statements.length === 1) this.#send(this.#connection.run(withNumbers(sql), params));
      else {
        const text = writeGiven(sql, await this.#types.of(sql));
        this.#send(this.#connection.run(text, givenArrays(statements)));
      }
    }
  }

  async #commit(): Promise<void> {
    const { warnings } = this.#connection;
    const writes = this.#sent;
    const [commit, ...written] = await Promise.allSettled([
      this.#connection.runText('COMMIT'),
      ...writes,
    ]);
    const failed = written.find(({ status }) => status === 'rejected');
    const failure = failed?.status === 'rejected' ? failed.reason : undefined;
    if (commit.status === 'rejected') throw fateOf(failure, commit.reason);
    // The server says ROLLBACK where an earlier statement of the transaction had failed.
    if (commit.value[0]?.command !== 'COMMIT') throw failure ?? new Error('rolled back');
    // A standby that has to confirm did not: a failover may take this commit back.
    if (this.#connection.warnings > warnings) throw new CommitUnknown();
  }

  #send<R>(answer: Promise<R>): Promise<R> {
    // Looked at later; until then a failure must not pass for one that nobody handles.
    answer.catch(() => undefined);
    this.#sent.push(answer);
    return answer;
  }

  /** Waits for what was sent, and throws the first failure in it. */
  async #heed(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    await Promise.all(sent);
  }
}

/**
 * What a commit without an answer means. A server that refused a statement, or the commit itself,
 * in words commits nothing; one that is shutting down, or is gone, may have.
 */
function fateOf(failure: unknown, ending: unknown): unknown {
  const refusal = [failure, ending].find((reason) => {
    const code = codeOf(reason);
    return code !== undefined && !/^(08|57|58|XX)/.test(code);
  });
  return refusal ?? new CommitUnknown({ cause: ending });
}
