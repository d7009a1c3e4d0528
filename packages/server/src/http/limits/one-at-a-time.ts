import { Fault } from '../../core/fault.ts';

/** How soon somebody may ask again; how long the other one takes, nobody knows. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Work that reads all of something runs once at a time for each name, on this node: asked for many
 * times at once it would keep everybody else from the database. Throws `rate_limited` meanwhile.
 */
export class OneAtATime {
  readonly #underWay = new Set<string>();

  async run<R>(name: string, work: () => Promise<R>): Promise<R> {
    const release = this.#claim(name);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** The same for work whose result is read piece by piece: it ends with the last, or with the reader. */
  async pieces<T>(name: string, work: () => Promise<AsyncIterable<T>>): Promise<AsyncIterable<T>> {
    const release = this.#claim(name);
    try {
      return releasing(await work(), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  #claim(name: string): () => void {
    if (this.#underWay.has(name)) {
      const sentence = 'This is being done for this tenant already. Wait until it is over.';
      throw new Fault('rate_limited', sentence, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    this.#underWay.add(name);
    return () => void this.#underWay.delete(name);
  }
}

/** No generator: one that nobody began to read would not hear that its reader is gone. */
function releasing<T>(pieces: AsyncIterable<T>, release: () => void): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = pieces[Symbol.asyncIterator]();
      return {
        async next() {
          try {
            const result = await iterator.next();
            if (result.done) release();
            return result;
          } catch (error) {
            release();
            throw error;
          }
        },
        async return() {
          release();
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
