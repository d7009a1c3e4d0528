import type { Row, Statement, Verdict } from '../engine.ts';
import type { Answer, Connection } from './connection.ts';
import { givenArrays, selectGiven, withNumbers, writeGiven } from './given-rows.ts';
import type { ParameterTypes } from './parameter-types.ts';
import { type Planned, planWrites, readsInOrder, waves } from './planned.ts';
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

/**
 * Runs operations in one durable transaction: all reads in one order, the same on every node, then
 * the decisions, then the writes. Operations on the same row run one after the other, each seeing
 * what the one before wrote. Throws what went wrong when nothing was committed, and
 * {@link CommitUnknown} when that cannot be said.
 */
export async function transact(
  connection: Connection,
  types: ParameterTypes,
  batch: readonly Planned[],
): Promise<ReadonlyMap<Planned, Settled>> {
  const stuck = setTimeout(() => connection.destroy(), TRANSACTION_MAX_MS);
  try {
    return await new Transaction(connection, types).run(batch);
  } finally {
    clearTimeout(stuck);
  }
}

class Transaction {
  readonly #connection: Connection;
  readonly #types: ParameterTypes;
  readonly #settled = new Map<Planned, Settled>();
  /** Sent, and not looked at yet. */
  #sent: Promise<unknown>[] = [];

  constructor(connection: Connection, types: ParameterTypes) {
    this.#connection = connection;
    this.#types = types;
  }

  async run(batch: readonly Planned[]): Promise<ReadonlyMap<Planned, Settled>> {
    try {
      this.#send(this.#connection.runText(BEGIN));
      for (const wave of waves(batch)) {
        const found = await this.#read(readsInOrder(wave));
        const verdicts = wave.map((planned) => this.#decide(planned, found));
        await this.#write(planWrites(verdicts.map(({ writes }) => writes)));
      }
    } catch (error) {
      this.#send(this.#connection.runText('ROLLBACK'));
      await Promise.allSettled(this.#sent);
      throw error;
    }
    await this.#commit();
    return this.#settled;
  }

  /** The first row of each statement that finds one. */
  async #read(groups: readonly (readonly Statement[])[]): Promise<ReadonlyMap<Statement, Row>> {
    const answers: Promise<Answer>[] = [];
    for (const statements of groups) {
      const [{ sql } = { sql: '' }] = statements;
      const text = selectGiven(sql, await this.#types.of(sql), 'locked');
      answers.push(this.#send(this.#connection.run(text, givenArrays(statements))));
    }
    await this.#heed();
    const found = new Map<Statement, Row>();
    for (const [index, statements] of groups.entries()) {
      for (const row of (await answers[index])?.rows ?? []) {
        const statement = statements[Number(row['nth']) - 1];
        if (statement !== undefined && !found.has(statement)) found.set(statement, row);
      }
    }
    return found;
  }

  #decide(planned: Planned, found: ReadonlyMap<Statement, Row>): Verdict<unknown> {
    const { reads, decide } = planned.operation;
    try {
      const verdict = decide(reads.map((statement) => found.get(statement)));
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
