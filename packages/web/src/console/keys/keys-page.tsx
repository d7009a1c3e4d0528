import { useState } from 'preact/hooks';
import { type Key, listKeys } from '../api/keys.ts';
import { useConsole } from '../frame/console-context.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useData } from '../parts/use-data.ts';
import { CreateKey } from './create-key.tsx';
import { RevokeKey } from './revoke-key.tsx';

/** Who may call this tenant's wires: its own services, and clients that sign. */
export function KeysPage({ tenant }: { readonly tenant: string }) {
  const { facts } = useConsole();
  const { operate, own } = useRights();
  const { data, reload } = useData((signal) => listKeys(tenant, signal), [tenant]);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const titleOf = (name: string) => facts.dialects.find((each) => each.name === name)?.title;
  const columns: readonly Column<Key>[] = [
    { head: 'Name', kind: 'name', cell: ({ name }) => <bdi>{name ?? 'no name'}</bdi> },
    { head: 'Wire', cell: ({ dialect }) => titleOf(dialect) ?? dialect },
    { head: 'Id', kind: 'code', cell: ({ id }) => <code>{id}</code> },
    {
      head: 'State',
      cell: ({ revokedAt }) => (
        <Badge tone={revokedAt === null ? 'good' : 'plain'}>
          {revokedAt === null ? 'in use' : 'revoked'}
        </Badge>
      ),
    },
    { head: 'Created', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      head: 'Actions',
      kind: 'actions',
      cell: (key) =>
        operate &&
        key.revokedAt === null && (
          <button type="button" class="button second small" onClick={() => setRevoking(key)}>
            Revoke<span class="visually-hidden"> {key.name ?? key.id}</span>
          </button>
        ),
    },
  ];
  return (
    <>
      <PageHead
        title="Keys"
        of={tenant}
        lead="What your services and apps call with, one wire each. Secrets are shown once, when a key is made."
        actions={
          own && (
            <button type="button" class="button" onClick={() => setCreating(true)}>
              New key
            </button>
          )
        }
      />
      <Loaded data={data} reload={reload}>
        {(keys) =>
          keys.length === 0 ? (
            <Empty title="No key yet">
              <p>Nothing can call for this tenant. Make a key for the wire your app speaks.</p>
            </Empty>
          ) : (
            <Table label="Keys" columns={columns} rows={inUseFirst(keys)} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
      {creating && <CreateKey tenant={tenant} onMade={reload} onClose={() => setCreating(false)} />}
      {revoking !== null && (
        <RevokeKey
          tenant={tenant}
          revoked={revoking}
          onDone={reload}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}

function inUseFirst(keys: readonly Key[]): readonly Key[] {
  return [...keys].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
}
