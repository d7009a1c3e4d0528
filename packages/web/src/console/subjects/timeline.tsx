import type { AuditEntry } from '../api/audit.ts';
import { readTimeline } from '../api/subjects.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import type { Column } from '../parts/table.tsx';
import { usePages } from '../parts/use-pages.ts';

interface TimelineProps {
  readonly tenant: string;
  readonly id: string;
  /** Grows with everything that was done on this page. */
  readonly changes: number;
}

const COLUMNS: readonly Column<AuditEntry>[] = [
  { head: 'When', kind: 'time', cell: ({ at }) => <Moment at={at} /> },
  { head: 'What', cell: ({ action, purpose }) => <What action={action} purpose={purpose} /> },
  { head: 'Outcome', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
  {
    head: 'Why',
    kind: 'text',
    cell: ({ reason }) => (reason === null ? <span class="soft">–</span> : <bdi>{reason}</bdi>),
  },
  { head: 'Who', kind: 'short', cell: ({ actor }) => <bdi title={actor}>{actor}</bdi> },
  { head: 'From', cell: (entry) => <Door {...entry} /> },
];

/** Every attempt and everything staff did, with the internal reason, newest first. */
export function Timeline({ tenant, id, changes }: TimelineProps) {
  const pages = usePages(
    async (cursor, signal) => {
      const { entries, next = null } = await readTimeline(tenant, id, cursor, signal);
      return { rows: entries, next };
    },
    [tenant, id, changes],
  );
  return (
    <PagedTable
      label="Timeline"
      pages={pages}
      columns={COLUMNS}
      keyOf={({ seq, requestId }, at) => seq ?? `${requestId} ${at}`}
      empty={
        <Empty title="Nothing happened yet">
          <p>Every attempt with this person’s PIN will stand here.</p>
        </Empty>
      }
    />
  );
}

/** Through which wire, and from which address. */
export function Door({ dialect, source }: Pick<AuditEntry, 'dialect' | 'source'>) {
  return (
    <>
      {dialect} <span class="soft small">{source}</span>
    </>
  );
}

export function What({
  action,
  purpose,
}: {
  readonly action: string;
  readonly purpose: string | null;
}) {
  return (
    <>
      {action}
      {purpose !== null && <span class="soft small"> {purpose}</span>}
    </>
  );
}
