import { useEffect, useRef, useState } from 'preact/hooks';
import { type SubjectSummary, searchSubjects } from '../api/subjects.ts';
import { places } from '../frame/places.ts';
import { setQuery } from '../frame/router.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import type { Column } from '../parts/table.tsx';
import { usePages } from '../parts/use-pages.ts';
import { Identifiers } from './identifiers.tsx';

interface SubjectsPageProps {
  readonly tenant: string;
  readonly query: URLSearchParams;
}

const WAIT_MS = 200;

/** Finds a person by the beginning of an id, a phone number, a mail address or a user name. */
export function SubjectsPage({ tenant, query }: SubjectsPageProps) {
  const { operate } = useRights();
  const search = query.get('search') ?? '';
  const [typed, setTyped] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== search) setQuery({ search: typed.trim() });
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, search]);
  const focus = query.get('focus') === 'search';
  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    setQuery({ focus: '' });
  }, [focus]);
  const pages = usePages(
    async (cursor, signal) => {
      const { subjects, next } = await searchSubjects(tenant, search, cursor, signal);
      return { rows: subjects, next };
    },
    [tenant, search],
  );
  return (
    <>
      <PageHead
        title="Subjects"
        of={tenant}
        lead="The people and wallets whose PINs these are. Nobody can see or choose a PIN here."
        actions={
          operate && (
            <a class="button second" href={places.bulkUnlock(tenant)}>
              Unlock many
            </a>
          )
        }
      />
      <search class="search">
        <label for="subject-search" class="visually-hidden">
          Find a subject
        </label>
        <input
          ref={field}
          id="subject-search"
          type="search"
          data-search
          value={typed}
          placeholder="Id, phone number, mail address or user name"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <span class="key-hint" aria-hidden="true">
          /
        </span>
      </search>
      <PagedTable
        label="Subjects"
        pages={pages}
        columns={columnsFor(tenant)}
        keyOf={({ id }) => id}
        empty={
          search === '' ? (
            <Empty title="No subject yet">
              <p>
                People appear when your service makes them (<code>POST /v1/subjects</code>) or when
                a wire sees them for the first time.
              </p>
            </Empty>
          ) : (
            <Empty title="Nobody found">
              <p>Ids and identifiers are matched by their beginning. Try fewer characters.</p>
            </Empty>
          )
        }
      />
    </>
  );
}

function columnsFor(tenant: string): readonly Column<SubjectSummary>[] {
  return [
    {
      head: 'Id',
      kind: 'name',
      cell: ({ id }) => (
        <a href={places.subject(tenant, id)}>
          <bdi>{id}</bdi>
        </a>
      ),
    },
    {
      head: 'Identifiers',
      cell: ({ identifiers }) => <Identifiers identifiers={identifiers} />,
    },
    {
      head: 'State',
      cell: ({ suspended }) => (
        <Badge tone={suspended ? 'bad' : 'plain'}>{suspended ? 'suspended' : 'open'}</Badge>
      ),
    },
    { head: 'Created', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
}
