import { useState } from 'preact/hooks';
import { listWebhooks, type Webhook } from '../api/webhooks.ts';
import { places } from '../frame/places.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useData } from '../parts/use-data.ts';
import { CreateWebhook } from './create-webhook.tsx';

/** Addresses of the tenant that are told what happens. */
export function WebhooksPage({ tenant }: { readonly tenant: string }) {
  const { operate } = useRights();
  const { data, reload } = useData((signal) => listWebhooks(tenant, signal), [tenant]);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHead
        title="Webhooks"
        of={tenant}
        lead="Every event that was asked for is signed, sent, and tried again for three days."
        actions={
          operate && (
            <button type="button" class="button" onClick={() => setCreating(true)}>
              New webhook
            </button>
          )
        }
      />
      <Loaded data={data} reload={reload}>
        {(webhooks) =>
          webhooks.length === 0 ? (
            <Empty title="No webhook yet">
              <p>
                Make one to be told of new PINs, lockouts and recoveries as they happen. Nothing is
                lost while it is not there: the audit has it all.
              </p>
            </Empty>
          ) : (
            <Table
              label="Webhooks"
              columns={columnsFor(tenant)}
              rows={webhooks}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
      {creating && (
        <CreateWebhook tenant={tenant} onMade={reload} onClose={() => setCreating(false)} />
      )}
    </>
  );
}

function columnsFor(tenant: string): readonly Column<Webhook>[] {
  return [
    {
      head: 'Name',
      kind: 'name',
      cell: ({ id, name }) => (
        <a href={places.webhook(tenant, id)}>
          <bdi>{name}</bdi>
        </a>
      ),
    },
    { head: 'Address', kind: 'code', cell: ({ url }) => <code>{url}</code> },
    { head: 'Events', cell: ({ events }) => sayEvents(events) },
    {
      head: 'State',
      cell: ({ enabled }) => (
        <Badge tone={enabled ? 'good' : 'plain'}>{enabled ? 'on' : 'off'}</Badge>
      ),
    },
  ];
}

export function sayEvents(events: readonly string[]): string {
  if (events.includes('*')) return 'all';
  return events.length > 3
    ? `${events.slice(0, 3).join(', ')} and ${events.length - 3} more`
    : events.join(', ');
}
