import type { Row, Statement } from '../engine.ts';
import { storageUnavailable } from '../storage-fault.ts';
import { givenArrays, selectGiven, withNumbers } from './given-rows.ts';
import type { ParameterTypes } from './parameter-types.ts';
import { isPassing } from './postgres-errors.ts';
import { isInTime, pauseBefore } from './retry.ts';
import type { Session } from './session.ts';

interface Asked extends Statement {
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A list has an order of its own, which a join would not promise to keep. */
const IS_LIST = /\b(ORDER BY|LIMIT|UNION|EXPLAIN|SHOW)\b/;

/** How long lookups gather while there is no hurry: a message costs the same, full or not. */
const NO_HURRY_MS = 25;

/** No read of ours takes this long; a server that does not answer any more does. */
const READ_MAX_MS = 10_000;

/**
 * Reads of committed state. Those of one text that arrive in one turn of the event loop, or in a
 * moment without hurry, go to the server as one; a read that failed with its connection is tried again, because it changed nothing.
 */
export class ReadTogether {
  readonly #lookups: Session;
  readonly #lists: Session;
  readonly #types: ParameterTypes;
  readonly #noHurry: () => boolean;
  #asked = new Map<string, Asked[]>();
  #scheduled = false;

  /**
   * A long list holds up what is asked behind it: lists have a session of their own. `noHurry` says
   * that answers would only wait elsewhere.
   */
  constructor(
    { lookups, lists }: Record<'lookups' | 'lists', Session>,
    types: ParameterTypes,
    noHurry: () => boolean,
  ) {
    this.#lookups = lookups;
    this.#lists = lists;
    this.#types = types;
    this.#noHurry = noHurry;
  }

  query(statement: Statement): Promise<readonly Row[]> {
    const { sql, params } = statement;
    if (IS_LIST.test(sql) || params.length === 0) {
      return this.#try(() => run(this.#lists, withNumbers(sql), params));
    }
    return new Promise((resolve, reject) => {
      const alike = this.#asked.get(sql) ?? [];
      alike.push({ ...statement, resolve, reject });
      this.#asked.set(sql, alike);
      if (this.#scheduled) return;
      this.#scheduled = true;
      if (this.#noHurry()) setTimeout(() => this.#flush(), NO_HURRY_MS);
      else setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    const groups = this.#asked;
    this.#asked = new Map();
    for (const [sql, asked] of groups) void this.#answer(sql, asked);
  }

  async #answer(sql: string, asked: readonly Asked[]): Promise<void> {
    try {
      const rows = await this.#try(async () => {
        const text = selectGiven(sql, await this.#types.of(sql), 'unlocked');
        return run(this.#lookups, text, givenArrays(asked));
      });
      const found = Map.groupBy(rows, (row) => Number(row['nth']));
      asked.forEach(({ resolve }, index) => {
        resolve(found.get(index + 1) ?? []);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #try(read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const since = performance.now();
    for (let tries = 1; ; tries += 1) {
      try {
        return await read();
      } catch (error) {
        if (!isPassing(error) || !isInTime(since)) throw storageUnavailable(error);
        await pauseBefore(tries);
      }
    }
  }
}

async function run(
  session: Session,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const connection = await session.connection();
  const stuck = setTimeout(() => connection.destroy(), READ_MAX_MS);
  try {
    return (await connection.run(text, values)).rows;
  } finally {
    clearTimeout(stuck);
  }
}
