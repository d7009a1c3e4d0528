import type { Row, Statement } from './engine.ts';

/** A database seen from outside, perhaps beside servers at work: committed state, nothing written. */
export interface Look {
  query(statement: Statement): Promise<readonly Row[]>;
  hasTable(name: string): Promise<boolean>;
  close(): Promise<void>;
}
