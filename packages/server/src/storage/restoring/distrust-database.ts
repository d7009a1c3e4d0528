import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import { authenticateOldRows } from '../rows/authenticate-old-rows.ts';
import { RowGuard } from '../rows/row-guard.ts';
import { type ClosedDoors, closeDoors } from './close-doors.ts';
import { type Distrusted, type Doubt, distrustCredentials } from './distrust-credentials.ts';
import { endOpenRows } from './end-open-rows.ts';
import { raiseMarks } from './raise-marks.ts';
import { markRestoring, unmarkRestoring } from './restore-mark.ts';
import { shredAgain } from './shred-again.ts';

export interface DatabaseInDoubt extends Omit<Doubt, 'credentials'> {
  /** Keys that rows are authenticated with. */
  readonly rows: RowCrypto;
  /** Tenants that were deleted, as far as it is known outside the database. */
  readonly shredded: readonly string[];
}

export interface InDoubt extends Distrusted, ClosedDoors {
  /** Tenants that were deleted since, and are again. */
  readonly deletedTenants: readonly string[];
}

/**
 * Makes an older state of the data safe to go on with, when nobody knows what happened since: no
 * guess is handed back, no PIN is right before it was confirmed, nothing that may have been used is
 * good once more, and no key or operator that may have been taken away gets in. Killed at any moment,
 * no server starts on it before this was done to its end.
 */
export async function distrustDatabase({
  engine,
  rows,
  shredded,
  now,
  onRows,
}: DatabaseInDoubt): Promise<InDoubt> {
  await markRestoring(engine);
  const deletedTenants = await shredAgain(engine, shredded, now);
  await authenticateOldRows({ engine, crypto: rows, say: () => undefined });
  const guard = new RowGuard(rows, () => undefined);
  const doors = await closeDoors(engine, guard, now);
  await endOpenRows(engine, now);
  await raiseMarks(engine, guard, now);
  const { credentials } = guard;
  const distrusted = await distrustCredentials({ engine, credentials, now, onRows });
  await unmarkRestoring(engine);
  return { ...distrusted, ...doors, deletedTenants };
}
