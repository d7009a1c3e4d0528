import { DatabaseSync } from 'node:sqlite';

/** What the store says about guesses, both read in one snapshot. */
export interface Ledger {
  /** Charges ever made: the tickets of all credentials. */
  readonly charged: number;
  /** Charged attempts whose end is in the audit trail. */
  readonly settled: number;
}

const SQL = `SELECT
  (SELECT SUM(tickets) FROM credentials) AS charged,
  (SELECT COUNT(*) FROM audit WHERE action = 'pin.verify'
    AND outcome IN ('verified', 'wrong', 'refunded')) AS settled`;

/** Reads the ledger beside the running server; the log of the database lets it see one instant. */
export function openLedger(file: string): { read(): Ledger; close(): void } {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(SQL);
  return {
    read() {
      const row = statement.get();
      return { charged: Number(row?.['charged']), settled: Number(row?.['settled']) };
    },
    close: () => database.close(),
  };
}
