import { setImmediate as othersFirst } from 'node:timers/promises';
import type { CountedStep, SeriesRange } from '../core/ports/inspection-store.ts';
import type { Engine } from './engine/engine.ts';
import { selectAuditCounts, toCountedStep } from './queries/series.ts';

const FIRST_PART_MS = 10 * 60_000;

/** Entries counted at once: some ms of an embedded database, in which nobody's PIN is looked at. */
const ENTRIES_MAX = 20_000;

/**
 * Counts a stretch of the trail part by part, as large as the entries in it allow; of one step there
 * may be several counts.
 */
export async function countAudit(
  engine: Pick<Engine, 'query'>,
  tenant: string,
  range: SeriesRange,
): Promise<readonly CountedStep[]> {
  const counted: CountedStep[] = [];
  let partMs = FIRST_PART_MS;
  for (let from = range.from; from < range.to; ) {
    const to = Math.min(range.to, from + partMs);
    const part = (await engine.query(selectAuditCounts(tenant, { ...range, from, to }))).map(
      toCountedStep,
    );
    counted.push(...part);
    const entries = part.reduce((sum, { count }) => sum + count, 0);
    if (entries > ENTRIES_MAX) partMs = Math.max(1000, Math.floor(partMs / 2));
    else if (entries < ENTRIES_MAX / 4) partMs *= 2;
    from = to;
    await othersFirst();
  }
  return counted;
}
