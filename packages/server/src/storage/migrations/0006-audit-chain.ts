import type { ColumnTypes } from '../engine/engine.ts';

/**
 * What makes the trail provable. An entry without `lane` is unchained: it is older than this step,
 * or a server of the version before wrote it beside a newer one.
 */
export function auditChain({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE audit ADD COLUMN lane ${text}`,
    `ALTER TABLE audit ADD COLUMN number ${integer}`,
    // Its number in the database that wrote it, where this one had to give it another.
    `ALTER TABLE audit ADD COLUMN place ${integer}`,
    `ALTER TABLE audit ADD COLUMN mac ${text}`,
    `ALTER TABLE tenants ADD COLUMN audit_retention_days ${integer}`,
    `CREATE TABLE audit_lanes (
      tenant ${text} NOT NULL,
      lane ${text} NOT NULL,
      chain ${text} NOT NULL,
      number ${integer} NOT NULL,
      mac ${text} NOT NULL,
      proof ${text} NOT NULL,
      PRIMARY KEY (tenant, lane)
    ) ${keyed}`,
    // Which work is done; nothing is proven by it. Apart from the lanes, which their writers hold.
    `CREATE TABLE audit_marks (
      tenant ${text} NOT NULL,
      lane ${text} NOT NULL,
      signed ${integer} NOT NULL,
      dropped ${integer} NOT NULL,
      dropped_mac ${text} NOT NULL,
      PRIMARY KEY (tenant, lane)
    ) ${keyed}`,
    `CREATE TABLE audit_chains (
      tenant ${text} NOT NULL,
      chain ${text} NOT NULL,
      number ${integer} NOT NULL,
      signature ${text} NOT NULL,
      proof ${text} NOT NULL,
      PRIMARY KEY (tenant, chain)
    ) ${keyed}`,
    `CREATE TABLE audit_checkpoints (
      tenant ${text} NOT NULL,
      chain ${text} NOT NULL,
      number ${integer} NOT NULL,
      at ${integer} NOT NULL,
      kind ${text} NOT NULL,
      lanes ${text} NOT NULL,
      signature ${text} NOT NULL,
      PRIMARY KEY (tenant, chain, number)
    ) ${keyed}`,
  ];
}
