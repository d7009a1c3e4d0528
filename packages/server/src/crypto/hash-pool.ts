import { Worker } from 'node:worker_threads';
import { Fault } from '../core/fault.ts';
import type { HashCost, HashJob, HashReply } from './hash-messages.ts';

interface Pending {
  readonly job: HashJob;
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (fault: Fault) => void;
}

/** A worker of this module runs from source under the type-stripping runtime, else from the build. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const WORKER_URL = new URL(`./hash-worker.${EXTENSION}`, import.meta.url);

/**
 * First come, first hashed, one job per worker thread. The pool knows nothing of limits: whoever
 * hands it work has reserved a place before.
 */
export class HashPool {
  readonly #cost: HashCost;
  readonly #idle: Worker[] = [];
  readonly #workers = new Set<Worker>();
  readonly #queue: Pending[] = [];
  readonly #running = new Map<Worker, Pending>();
  #closed = false;

  constructor(workers: number, cost: HashCost) {
    this.#cost = cost;
    for (let index = 0; index < workers; index += 1) this.#start();
  }

  run(job: HashJob): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #start(): void {
    const worker = new Worker(WORKER_URL, { workerData: this.#cost });
    // A server that has nothing else left to do may end; close() does not have to be called.
    worker.unref();
    worker.on('message', (reply: HashReply) => this.#settle(worker, reply));
    worker.on('error', (error) => this.#lose(worker, error));
    this.#workers.add(worker);
    this.#idle.push(worker);
  }

  #next(): void {
    const worker = this.#queue.length > 0 ? this.#idle.pop() : undefined;
    if (worker === undefined) return;
    const pending = this.#queue.shift();
    if (pending === undefined) return;
    this.#running.set(worker, pending);
    worker.postMessage(pending.job);
  }

  #settle(worker: Worker, reply: HashReply): void {
    const pending = this.#running.get(worker);
    this.#running.delete(worker);
    this.#idle.push(worker);
    this.#next();
    if (reply.ok) pending?.resolve(reply.value);
    else pending?.reject(hashFault(reply.reason));
  }

  /** A thread died (out of memory): its job fails, and another thread takes its place. */
  #lose(worker: Worker, error: unknown): void {
    const pending = this.#running.get(worker);
    this.#running.delete(worker);
    this.#workers.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    if (!this.#closed) {
      this.#start();
      this.#next();
    }
    pending?.reject(hashFault(error instanceof Error ? error.message : 'worker died'));
  }
}

function hashFault(internal: string): Fault {
  return new Fault('internal', 'The PIN could not be processed. Try again.', { internal });
}
