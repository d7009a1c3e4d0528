import type { Engine } from '../../packages/server/src/storage/engine/engine.ts';
import type { Ledger } from '../measure/charge-ledger.ts';
import type { BenchServer } from '../server/start-server.ts';

/** Where a server under test keeps its data, and what a benchmark wants to know of that place. */
export interface BenchDatabase {
  /** The server's keyring and log, and the embedded database where that is used. */
  readonly dataDir: string;
  /** Empty for the embedded database. */
  readonly databaseUrl: string;
  /** CPU seconds used so far by processes of the database's own. */
  cpuSeconds(): number;
  /** The engine of production on this database, in this very process. */
  openEngine(): Promise<Engine>;
  openLedger(): Promise<OpenLedger>;
}

/** Reads beside the running server; each reading is of one instant. */
export interface OpenLedger {
  read(): Promise<Ledger>;
  close(): Promise<void>;
}

/** One of the databases a server may use; benchmarks are made for each. */
export interface DatabaseKind {
  /** Ends the names of its benchmarks. */
  readonly suffix: '' | '-postgres';
  /** Gives `work` an empty database that is gone afterwards. */
  with<R>(work: (database: BenchDatabase) => Promise<R>): Promise<R>;
}

/** CPU seconds of servers and databases under test: everything of ours but this process. */
export function cpuOf(
  servers: readonly Pick<BenchServer, 'cpuSeconds'>[],
  databases: readonly Pick<BenchDatabase, 'cpuSeconds'>[],
): () => Promise<number> {
  return async () => {
    let seconds = 0;
    for (const each of [...servers, ...databases]) seconds += await each.cpuSeconds();
    return seconds;
  };
}
