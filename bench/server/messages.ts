import type { HashCost } from '../../packages/server/src/crypto/hash-messages.ts';
import type { MixinUserCounts } from '../mixin/mixin-user.ts';
import type { MixinTokens } from './seed-mixin.ts';

/** The least the library allows: what is left is everything but the hash. */
export const CHEAPEST: HashCost = { memoryKib: 8, passes: 1, lanes: 1 };

/** What a bench server is started with, as JSON in its first argument. */
export interface BenchServerOptions {
  readonly dataDir: string;
  /** Of a PostgreSQL; absent or empty: the embedded database. */
  readonly databaseUrl?: string;
  /** Another node on the same database has made everything: this one joins it. */
  readonly beside?: { readonly apiKey: string; readonly keyring: string };
  /** Numbers of the subjects whose PIN costs what it costs in production. */
  readonly subjects: readonly number[];
  /** The same for the tenant next door. */
  readonly neighbours?: readonly number[];
  /** Numbers of the subjects whose PIN is hashed at the cheapest. */
  readonly cheapSubjects: readonly number[];
  /** Rows up to this number are filled with copies, so that the subjects above lie among them. */
  readonly fillTo?: number;
  /** Users of the Mixin wire to make besides. */
  readonly mixinUsers?: MixinUserCounts;
  /** One commit per operation instead of one per batch: what group commit is compared with. */
  readonly commitAlone?: boolean;
}

export type FromServer =
  | {
      readonly type: 'ready';
      readonly port: number;
      readonly apiKey: string;
      /** Of the tenant next door. */
      readonly neighbourKey: string;
      readonly places: number;
      readonly mixinTokens: MixinTokens;
    }
  | ({ readonly type: 'figures' } & Figures);

/** Sums since the server's start. */
export interface Figures {
  readonly commits: number;
  readonly cpuSeconds: number;
  readonly rssMb: number;
}
