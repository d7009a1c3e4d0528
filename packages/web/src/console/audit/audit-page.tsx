import { AUDIT_FILTERS, type AuditEntry, type AuditFilter, listAudit } from '../api/audit.ts';
import { places } from '../frame/places.ts';
import { setQuery } from '../frame/router.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import type { Column } from '../parts/table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Door, What } from '../subjects/timeline.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { ExportLinks } from './export-links.tsx';
import { VerifyTrail } from './verify-trail.tsx';

interface AuditPageProps {
  readonly tenant: string;
  readonly query: URLSearchParams;
}

/** The trail of a tenant: every attempt and everything staff did, newest first. */
export function AuditPage({ tenant, query }: AuditPageProps) {
  const filter = filterOf(query);
  const asked = JSON.stringify(filter);
  const pages = usePages(
    async (cursor, signal) => {
      const { entries, next = null } = await listAudit(tenant, filter, cursor, signal);
      return { rows: entries, next };
    },
    [tenant, asked],
  );
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHead
        title="Audit"
        of={tenant}
        lead="Who did what to whom, through which door, and how it ended. Entries are chained: an edited trail shows."
        actions={<ExportLinks tenant={tenant} filter={filter} />}
      />
      <VerifyTrail tenant={tenant} />
      <AuditFilters key={asked} filter={filter} onChange={(changes) => setQuery(changes)} />
      <PagedTable
        label="Audit entries"
        pages={pages}
        columns={columnsFor(tenant)}
        keyOf={({ seq, requestId }, at) => seq ?? `${requestId} ${at}`}
        empty={
          filtered ? (
            <Empty title="No such entry">
              <p>Nothing matches all of these filters. Take one away.</p>
            </Empty>
          ) : (
            <Empty title="Nothing happened yet">
              <p>The first key, the first PIN and the first guess will stand here.</p>
            </Empty>
          )
        }
      />
    </>
  );
}

function filterOf(query: URLSearchParams): AuditFilter {
  const given = AUDIT_FILTERS.map((name) => [name, query.get(name) ?? ''] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

function columnsFor(tenant: string): readonly Column<AuditEntry>[] {
  return [
    { head: 'When', kind: 'time', cell: ({ at }) => <Moment at={at} /> },
    {
      head: 'What',
      cell: ({ action, purpose }) => <What action={action} purpose={purpose} />,
    },
    { head: 'Outcome', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    {
      head: 'Subject',
      kind: 'name',
      cell: ({ subject }) =>
        subject === null ? (
          <span class="soft">–</span>
        ) : (
          <a href={places.subject(tenant, subject)}>
            <bdi>{subject}</bdi>
          </a>
        ),
    },
    {
      head: 'Why',
      kind: 'text',
      cell: ({ reason }) => (reason === null ? <span class="soft">–</span> : <bdi>{reason}</bdi>),
    },
    { head: 'Who', kind: 'short', cell: ({ actor }) => <bdi title={actor}>{actor}</bdi> },
    { head: 'From', cell: (entry) => <Door {...entry} /> },
  ];
}
