import { AttemptBook } from './pack-attempt.ts';
import type { Row, RowBook } from './row.ts';
import type { OpenTransaction, World } from './world.ts';

const STALE = 0x80000000;

/**
 * A world as a few 32-bit words. Attempts that differ only in their order are the same world: no rule
 * and no invariant tells two requests apart by anything but what is packed here.
 */
export class WorldPacker {
  readonly width: number;
  readonly #rows: RowBook;
  readonly #nodes: number;
  readonly #attempts = new AttemptBook();
  readonly #codes: Uint32Array;

  constructor(first: World, rows: RowBook) {
    this.#rows = rows;
    this.#nodes = first.open.length;
    this.#codes = new Uint32Array(first.attempts.length);
    this.width = 3 + this.#nodes + this.#codes.length;
  }

  pack(world: World, into: Uint32Array): void {
    const { ledger } = world;
    const offsets = (world.offsets[0] ?? 0) + 8 * (world.offsets[1] ?? 0);
    const left = world.crashesLeft + 4 * world.breakdownsLeft + 16 * world.staffLeft;
    into[0] = world.row.id;
    into[1] = world.time + 16 * (offsets + 64 * (left + 64 * ledger.charges));
    into[2] = ledger.lapses + 1024 * ledger.clearings;
    for (let node = 0; node < this.#nodes; node += 1) {
      into[3 + node] = packTransaction(world.open[node] ?? null);
    }
    const { attempts } = world;
    for (let at = 0; at < attempts.length; at += 1) {
      const attempt = attempts[at];
      if (attempt !== undefined) this.#codes[at] = this.#attempts.pack(attempt);
    }
    into.set(this.#codes.sort(), 3 + this.#nodes);
  }

  unpack(words: Uint32Array): World {
    const [rowId = 0, counts = 0, openings = 0] = words;
    const left = (counts >>> 10) & 63;
    const open = Array.from(words.subarray(3, 3 + this.#nodes), (word) => this.#openOf(word));
    return {
      row: this.#rowAt(rowId),
      open,
      attempts: Array.from(words.subarray(3 + this.#nodes), (code) => this.#attempts.unpack(code)),
      time: counts & 15,
      offsets: this.#nodes === 1 ? [(counts >>> 4) & 7] : [(counts >>> 4) & 7, (counts >>> 7) & 7],
      crashesLeft: left & 3,
      breakdownsLeft: (left >>> 2) & 3,
      staffLeft: left >>> 4,
      ledger: {
        charges: counts >>> 16,
        lapses: openings & 1023,
        clearings: openings >>> 10,
      },
    };
  }

  #openOf(word: number): OpenTransaction | null {
    if (word === 0) return null;
    return { row: this.#rowAt((word & ~STALE) - 1), stale: word >= STALE };
  }

  #rowAt(id: number): Row {
    const row = this.#rows.at(id);
    if (row === undefined) throw new Error(`there is no row ${id}`);
    return row;
  }
}

function packTransaction(open: OpenTransaction | null): number {
  if (open === null) return 0;
  return open.row.id + 1 + (open.stale ? STALE : 0);
}
