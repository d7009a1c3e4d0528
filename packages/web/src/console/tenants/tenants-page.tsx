import { useState } from 'preact/hooks';
import type { Tenant } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { places } from '../frame/places.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { CreateTenant } from './create-tenant.tsx';

const COLUMNS: readonly Column<Tenant>[] = [
  {
    head: 'Name',
    kind: 'name',
    cell: ({ id, name }) => (
      <a href={places.overview(id)}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  { head: 'Id', kind: 'code', cell: ({ id }) => <code>{id}</code> },
  {
    head: 'State',
    cell: ({ suspended }) => (
      <Badge tone={suspended ? 'bad' : 'good'}>{suspended ? 'suspended' : 'active'}</Badge>
    ),
  },
  {
    head: 'PIN length',
    cell: ({ policy: { minLength, maxLength } }) =>
      minLength === maxLength ? `${minLength} digits` : `${minLength} to ${maxLength} digits`,
  },
  { head: 'Created', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

/** Every isolated customer of this server. */
export function TenantsPage() {
  const { tenants } = useConsole();
  const { own } = useRights();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHead
        title="Tenants"
        lead="Each tenant is isolated: people, PINs, keys, policy and trail of its own."
        actions={
          own && (
            <button type="button" class="button" onClick={() => setCreating(true)}>
              New tenant
            </button>
          )
        }
      />
      {tenants.length === 0 ? (
        <Empty title="No tenant yet">
          <p>
            {own
              ? 'Make one with “New tenant”: it comes with a first API key, and people can have PINs at once.'
              : 'An owner has to make the first one.'}
          </p>
        </Empty>
      ) : (
        <Table label="Tenants" columns={COLUMNS} rows={tenants} keyOf={({ id }) => id} />
      )}
      {creating && <CreateTenant onClose={() => setCreating(false)} />}
    </>
  );
}
