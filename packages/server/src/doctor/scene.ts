import type { Config } from '../config/settings.ts';
import type { Look } from '../storage/engine/look.ts';
import type { PostgresLook } from '../storage/engine/postgres/look-at-postgres.ts';
import type { FoundKeyring } from './find-keyring.ts';

/** What the checks look at. */
export interface Scene {
  readonly config: Config;
  /** Absolute. */
  readonly dataDir: string;
  readonly found: FoundKeyring;
  /** The data; `null` where there is none yet, or nobody answers. */
  readonly look: Look | null;
  /** `null` with the embedded database. */
  readonly postgres: PostgresLook | null;
}
