import { Worker } from 'node:worker_threads';
import { Fault } from '../core/fault.ts';
import type { HashOwner } from '../core/ports/hasher.ts';
import { FairQueue } from './fair-queue.ts';
import type { HashCost, HashJob, HashReply } from './hash-messages.ts';

/** Who wants a hash, and whether it goes on what was begun with another one. */
export interface HashTurn {
  readonly owner: HashOwner;
  readonly goesOn: boolean;
}

interface Pending {
  readonly job: HashJob;
  readonly owner: HashOwner;
  /** What its owner was charged for it when it was handed out, in ms. */
  expectedMs: number;
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (fault: Fault) => void;
}

/** A worker of this module runs from source under the type-stripping runtime, else from the build. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const WORKER_URL = new URL(`./hash-worker.${EXTENSION}`, import.meta.url);

/** What a thread was handed and has not answered, in the order in which it will. */
interface Thread {
  readonly worker: Worker;
  readonly handed: Pending[];
}

/**
 * Hashes in the hands of one thread: the one it works on, and enough for as long as the main thread
 * is busy. With a single one it would stand idle after each hash until an fsync is over.
 */
const HANDED_MAX = 8;

/** Work ahead of a thread that lasts longer than the main thread takes to bring more. */
const AHEAD_MS = 5;

/**
 * How long after two tenants were seen at work threads are handed less ahead: what was handed to a
 * thread, nobody can overtake.
 */
const CONTESTED_MS = 10_000;

/**
 * One hash at a time per worker thread, in the order of {@link FairQueue}; who goes on after a hash
 * does not wait again. The pool knows nothing of limits: whoever hands it work has reserved a place before.
 */
export class HashPool {
  readonly #cost: HashCost;
  readonly #threads = new Set<Thread>();
  readonly #queue = new FairQueue<Pending>();
  /** How long the latest hash took. */
  #latestMs = 0;
  /** The tenant that asked last, and when another one had asked before it. */
  #latestTenant = '';
  #contestedAt = -Infinity;
  #closed = false;

  constructor(workers: number, cost: HashCost) {
    this.#cost = cost;
    for (let index = 0; index < workers; index += 1) this.#start();
  }

  run(job: HashJob, { owner, goesOn }: HashTurn): Promise<string | boolean> {
    if (owner.tenant !== this.#latestTenant) this.#contestedAt = performance.now();
    this.#latestTenant = owner.tenant;
    return new Promise((resolve, reject) => {
      const pending = { job, owner, expectedMs: 0, resolve, reject };
      if (goesOn) this.#queue.unshift(owner, pending);
      else this.#queue.push(owner, pending);
      this.#handOut();
    });
  }

  /** Every thread has work ahead for a while: nothing is gained by bringing the next job soon. */
  get saturated(): boolean {
    return [...this.#threads].every(
      ({ handed }) => (handed.length - 1) * this.#latestMs >= AHEAD_MS,
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #start(): void {
    const worker = new Worker(WORKER_URL, { workerData: this.#cost });
    const thread: Thread = { worker, handed: [] };
    // A server that has nothing else left to do may end; close() does not have to be called.
    worker.unref();
    worker.on('message', (reply: HashReply) => this.#settle(thread, reply));
    worker.on('error', (error) => this.#lose(thread, error));
    this.#threads.add(thread);
  }

  #handOut(): void {
    const handedMax = this.#handedMax();
    while (this.#queue.length > 0) {
      const thread = this.#leastHanded();
      if (thread === undefined || thread.handed.length >= handedMax) return;
      const pending = this.#queue.shift();
      if (pending === undefined) return;
      // Charged when it leaves the queue, or a flood would get a whole round for nothing.
      pending.expectedMs = this.#latestMs;
      this.#queue.use(pending.owner, pending.expectedMs);
      thread.handed.push(pending);
      thread.worker.postMessage(pending.job);
    }
  }

  /** While tenants compete, as much as lasts until the main thread brings more. */
  #handedMax(): number {
    if (performance.now() - this.#contestedAt >= CONTESTED_MS) return HANDED_MAX;
    return Math.min(HANDED_MAX, 1 + Math.ceil(AHEAD_MS / Math.max(this.#latestMs, 1)));
  }

  #leastHanded(): Thread | undefined {
    let least: Thread | undefined;
    for (const thread of this.#threads) {
      if (least === undefined || thread.handed.length < least.handed.length) least = thread;
    }
    return least;
  }

  #settle(thread: Thread, reply: HashReply): void {
    const pending = thread.handed.shift();
    if (reply.ok) this.#latestMs = reply.ms;
    if (reply.ok && pending) this.#queue.use(pending.owner, reply.ms - pending.expectedMs);
    this.#handOut();
    if (reply.ok) pending?.resolve(reply.value);
    else pending?.reject(hashFault(reply.reason));
  }

  /**
   * A thread died (out of memory): the job it worked on fails, those it had not begun go back to the
   * front of the queue, and another thread takes its place.
   */
  #lose(thread: Thread, error: unknown): void {
    const [running, ...untouched] = thread.handed;
    this.#threads.delete(thread);
    for (const pending of untouched.toReversed()) this.#queue.unshift(pending.owner, pending);
    if (!this.#closed) {
      this.#start();
      this.#handOut();
    }
    running?.reject(hashFault(error instanceof Error ? error.message : 'worker died'));
  }
}

function hashFault(internal: string): Fault {
  return new Fault('internal', 'The PIN could not be processed. Try again.', { internal });
}
