/** What the store says about guesses, both read in one snapshot. */
export interface Ledger {
  /** Charges ever made: the tickets of all credentials. */
  readonly charged: number;
  /** Charged attempts whose end is in the audit trail. */
  readonly settled: number;
}

/** The ledger in the words of every database. */
export const LEDGER = `SELECT
  (SELECT SUM(tickets) FROM credentials) AS charged,
  (SELECT COUNT(*) FROM audit WHERE action = 'pin.verify'
    AND outcome IN ('verified', 'wrong', 'refunded')) AS settled`;

export function toLedger(row: Readonly<Record<string, unknown>> | undefined): Ledger {
  return { charged: Number(row?.['charged']), settled: Number(row?.['settled']) };
}
