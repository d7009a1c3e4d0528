import type { Instant } from '../../core/model/instant.ts';
import type { Engine } from '../engine/engine.ts';
import { type ClosedDoors, closeDoors } from './close-doors.ts';
import { type Distrusted, distrustCredentials } from './distrust-credentials.ts';
import { endOpenRows } from './end-open-rows.ts';
import { raiseMarks } from './raise-marks.ts';
import { markRestoring, unmarkRestoring } from './restore-mark.ts';

export interface InDoubt extends Distrusted, ClosedDoors {}

/**
 * Makes an older state of the data safe to go on with, when nobody knows what happened since: no
 * guess is handed back, no PIN is right before it was confirmed, nothing that may have been used is
 * good once more, and no key or operator that may have been taken away gets in. Killed at any moment,
 * no server starts on it before this was done to its end.
 */
export async function distrustDatabase(
  engine: Engine,
  now: Instant,
  onRows: (count: number) => void,
): Promise<InDoubt> {
  await markRestoring(engine);
  const doors = await closeDoors(engine, now);
  await endOpenRows(engine, now);
  await raiseMarks(engine, now);
  const credentials = await distrustCredentials(engine, now, onRows);
  await unmarkRestoring(engine);
  return { ...credentials, ...doors };
}
