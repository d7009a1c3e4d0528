import type { BrokenVariant } from './broken-variants.ts';
import type { FaultPoint } from './fault-points.ts';

/** What a node is started with, as JSON in its first argument. */
export interface NodeOptions {
  readonly dataDir: string;
  /** File that gets a line with the PIN each time before a PIN is compared. */
  readonly ledger: string;
  /** `postgres://…`; the database in the data directory when absent. */
  readonly databaseUrl?: string;
  /** Nodes that share a database share the keys too. */
  readonly keyring?: string;
  /** How far this node's clock is ahead of the machine's; negative: behind. */
  readonly clockLeadMs?: number;
  /** The mistake this node has: what a scenario must notice. */
  readonly broken?: BrokenVariant;
}

export type ToNode =
  | { readonly type: 'die at'; readonly point: FaultPoint }
  | { readonly type: 'clock'; readonly leadMs: number };

export type FromNode =
  | { readonly type: 'ready'; readonly baseUrl: string }
  | { readonly type: 'clock set' }
  | { readonly type: 'armed' };

/** Administers the tenant of the suite; it is on loopback and gone with it. */
export const ADMIN_KEY = 'admin-key-of-the-fault-suite';
