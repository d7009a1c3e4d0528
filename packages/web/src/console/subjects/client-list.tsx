import { useState } from 'preact/hooks';
import type { Key } from '../api/keys.ts';
import { revokeClient } from '../api/subjects.ts';
import { useRights } from '../frame/session-context.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Moment } from '../parts/moment.tsx';
import { Table } from '../parts/table.tsx';
import { announce } from '../parts/toasts.tsx';
import type { SubjectPart } from './subject-part.ts';

/** Apps and bots that sign for a person with a key of their own. */
export function ClientList({ tenant, subject, onChanged }: SubjectPart) {
  const { operate } = useRights();
  const [revoking, setRevoking] = useState<Key | null>(null);
  if (subject.clients.length === 0) return <p class="soft">None signs for this person.</p>;
  return (
    <>
      <Table
        label="Clients"
        rows={subject.clients}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Client', kind: 'code', cell: ({ id }) => <code>{id}</code> },
          { head: 'Wire', cell: ({ dialect }) => dialect },
          { head: 'Since', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
          {
            head: 'Actions',
            kind: 'actions',
            cell: (client) =>
              client.revokedAt !== null ? (
                <span class="badge">revoked</span>
              ) : (
                operate && (
                  <button
                    type="button"
                    class="button second small"
                    onClick={() => setRevoking(client)}
                  >
                    Revoke<span class="visually-hidden"> {client.id}</span>
                  </button>
                )
              ),
          },
        ]}
      />
      {revoking !== null && (
        <FormDialog
          title="Revoke this client?"
          action="Revoke client"
          danger
          onClose={() => setRevoking(null)}
          run={async () => {
            await revokeClient(tenant, subject.id, revoking.id);
            await onChanged();
            announce('The client is revoked.');
            setRevoking(null);
          }}
        >
          <p>
            What <code>{revoking.id}</code> signs is refused at once and for good.
          </p>
        </FormDialog>
      )}
    </>
  );
}
