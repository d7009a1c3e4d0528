import type { HashOwner } from '../core/ports/hasher.ts';
import { Turns } from './turns.ts';

/** The waiting work of one tenant: what goes on, and then what is new, by source. */
interface Flow<T> {
  readonly goesOn: T[];
  readonly bySource: Map<string, T[]>;
  readonly turns: Turns;
}

/**
 * Work of several tenants in a fair order: whoever has used less time goes first, so that a tenant
 * with ten thousand jobs delays one with a single job by one job and no more. Within a tenant the
 * same holds between sources. A tenant that is alone gets everything.
 */
export class FairQueue<T> {
  readonly #flows = new Map<string, Flow<T>>();
  readonly #turns = new Turns();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push({ tenant, source }: HashOwner, item: T): void {
    const flow = this.#join(tenant);
    const line = flow.bySource.get(source) ?? [];
    flow.bySource.set(source, line);
    line.push(item);
    flow.turns.join(source);
  }

  /** Before everything new of the same tenant, whatever the source: it was begun. */
  unshift({ tenant }: HashOwner, item: T): void {
    this.#join(tenant).goesOn.unshift(item);
  }

  shift(): T | undefined {
    const tenant = this.#turns.next();
    const flow = tenant === undefined ? undefined : this.#flows.get(tenant);
    if (tenant === undefined || flow === undefined) return undefined;
    const item = flow.goesOn.shift() ?? takeNew(flow);
    this.#length -= 1;
    if (flow.goesOn.length === 0 && flow.bySource.size === 0) {
      this.#turns.leave(tenant);
      this.#flows.delete(tenant);
    }
    return item;
  }

  /** Says what work of an owner took, or is expected to take; a negative amount corrects that. */
  use({ tenant, source }: HashOwner, amount: number): void {
    this.#turns.use(tenant, amount);
    this.#flows.get(tenant)?.turns.use(source, amount);
  }

  #join(tenant: string): Flow<T> {
    this.#length += 1;
    const known = this.#flows.get(tenant);
    if (known !== undefined) return known;
    const flow = { goesOn: [], bySource: new Map(), turns: new Turns() };
    this.#flows.set(tenant, flow);
    this.#turns.join(tenant);
    return flow;
  }
}

function takeNew<T>({ bySource, turns }: Flow<T>): T | undefined {
  const source = turns.next();
  const line = source === undefined ? undefined : bySource.get(source);
  const item = line?.shift();
  if (source !== undefined && line?.length === 0) {
    bySource.delete(source);
    turns.leave(source);
  }
  return item;
}
