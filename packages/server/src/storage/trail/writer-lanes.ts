import type { Instant } from '../../core/model/instant.ts';
import { entryText, type LaneMark } from '../../core/model/trail.ts';
import { type Preparation, type Seal, SealNotReady, type Statement } from '../engine/engine.ts';
import { INSERT_AUDIT, INSERT_SEALED } from '../queries/audit.ts';
import { insertLane, moveLane, selectChain } from '../queries/trail.ts';
import { type ChainParts, laneHead, nextCheckpoint } from './chain.ts';

export interface LaneParts extends ChainParts {
  readonly now: () => Instant;
  /** A name no other lane has. */
  readonly newLane: () => string;
}

/** Where `tenant` stands among the columns of an entry. */
const TENANT = 1;

/**
 * The lanes of one writer, one for each tenant it writes for. How far they have come is known from
 * memory and moves on when the commit is known. A lane whose last commit nobody can tell about is
 * left for a new one: to go on might number two entries alike.
 */
export class WriterLanes implements Seal {
  readonly table = 'audit';
  readonly #parts: LaneParts;
  readonly #lanes = new Map<string, LaneMark>();
  readonly #written = new Map<string, LaneMark>();
  readonly #missing = new Set<string>();

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  covers({ sql }: Statement): boolean {
    return sql === INSERT_AUDIT;
  }

  add(statement: Statement, seq: number): Statement {
    const { params } = statement;
    const tenant = String(params[TENANT]);
    const last = this.#written.get(tenant) ?? this.#lanes.get(tenant);
    if (last === undefined) {
      this.#missing.add(tenant);
      return statement;
    }
    const { lane } = last;
    const number = last.number + 1;
    const text = entryText(params, { lane, number, place: seq }, last.mac);
    const mac = this.#parts.crypto.mac(tenant, text);
    this.#written.set(tenant, { lane, number, mac });
    return { sql: INSERT_SEALED, params: [seq, ...params, lane, number, mac] };
  }

  finish(): readonly Statement[] {
    if (this.#missing.size > 0) {
      throw new SealNotReady([...this.#missing].map((tenant) => this.#open(tenant)));
    }
    return [...this.#written].map(([tenant, mark]) =>
      moveLane(tenant, laneHead(this.#parts, tenant, mark)),
    );
  }

  settle(fate: 'committed' | 'rolled_back' | 'unknown'): void {
    for (const [tenant, mark] of this.#written) {
      if (fate === 'committed') this.#lanes.set(tenant, mark);
      if (fate === 'unknown') this.#lanes.delete(tenant);
    }
    this.#written.clear();
    this.#missing.clear();
  }

  /** Registered in a signed checkpoint before it has an entry: a lane cannot vanish as a whole. */
  #open(tenant: string): Preparation {
    const { chain, now, newLane } = this.#parts;
    const mark: LaneMark = { lane: newLane(), number: 0, mac: '' };
    return {
      operation: {
        reads: [selectChain(tenant, chain)],
        decide: ([row]) => {
          const what = { tenant, at: now(), kind: 'opened', lanes: [mark] } as const;
          const { writes } = nextCheckpoint(this.#parts, row, what);
          const head = laneHead(this.#parts, tenant, mark);
          return { writes: [...writes, insertLane(tenant, head)], result: undefined };
        },
      },
      done: () => this.#lanes.set(tenant, mark),
    };
  }
}
