import type { InspectionStore } from '../core/ports/inspection-store.ts';
import { countAudit } from './count-audit.ts';
import type { Engine } from './engine/engine.ts';
import { selectTimeline, toActivity } from './queries/audit.ts';
import { text } from './queries/column.ts';
import { selectCredentials } from './queries/credentials.ts';
import { selectFoundSubjects, toFoundSubject } from './queries/found-subjects.ts';
import { selectLockCounts, toCountedStep } from './queries/series.ts';
import type { RowGuard } from './rows/row-guard.ts';

/** What staff look at. Reads only. */
export function createInspectionStore(engine: Engine, guard: RowGuard): InspectionStore {
  return {
    async walkSubjects(tenant, walk) {
      return (await engine.query(selectFoundSubjects(tenant, walk))).map(toFoundSubject);
    },

    async listCredentials(tenant, subject) {
      const rows = await engine.query(selectCredentials(tenant, subject));
      return new Map(rows.map((row) => [text(row, 'purpose'), guard.show(row)]));
    },

    async listTimeline(tenant, subject, page) {
      return (await engine.query(selectTimeline(tenant, subject, page))).map(toActivity);
    },

    countAudit: (tenant, range) => countAudit(engine, tenant, range),

    async countLocks(tenant, range) {
      return (await engine.query(selectLockCounts(tenant, range))).map(toCountedStep);
    },
  };
}
