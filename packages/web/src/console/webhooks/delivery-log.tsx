import { useState } from 'preact/hooks';
import { type Delivery, listDeliveries, replayDelivery } from '../api/webhooks.ts';
import { places } from '../frame/places.ts';
import { useRights } from '../frame/session-context.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Moment } from '../parts/moment.tsx';
import { PagedTable } from '../parts/paged-table.tsx';
import type { Column } from '../parts/table.tsx';
import { announce, announceFault } from '../parts/toasts.tsx';
import { usePages } from '../parts/use-pages.ts';

interface DeliveryLogProps {
  readonly tenant: string;
  readonly id: string;
  /** Grows with every test that was sent from this page. */
  readonly sent: number;
}

const STATES = [
  { value: '', text: 'All' },
  { value: 'waiting', text: 'Waiting' },
  { value: 'delivered', text: 'Delivered' },
  { value: 'dead', text: 'Given up' },
];

/** Every delivery, how often it was tried and what came back. */
export function DeliveryLog({ tenant, id, sent }: DeliveryLogProps) {
  const { operate } = useRights();
  const [state, setState] = useState('');
  const pages = usePages(
    async (cursor, signal) => {
      const page = await listDeliveries(tenant, id, { state, cursor }, signal);
      return { rows: page.deliveries, next: page.next ?? null };
    },
    [tenant, id, state, sent],
  );
  const replay = async (delivery: Delivery) => {
    try {
      await replayDelivery(tenant, id, delivery.id);
      announce('It is sent once more, under its old id.');
      pages.reload();
    } catch (error) {
      announceFault(error);
    }
  };
  const columns: readonly Column<Delivery>[] = [
    { head: 'When', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { head: 'Event', kind: 'code', cell: ({ type }) => <code>{type}</code> },
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
    { head: 'State', cell: (each) => <OutcomeBadge outcome={each.state} /> },
    { head: 'Tries', kind: 'number', cell: ({ tries }) => tries },
    { head: 'Last answer', cell: (delivery) => <Answer delivery={delivery} /> },
    {
      head: 'Actions',
      kind: 'actions',
      cell: (delivery) =>
        operate && (
          <button type="button" class="button second small" onClick={() => void replay(delivery)}>
            Replay<span class="visually-hidden"> {delivery.type}</span>
          </button>
        ),
    },
  ];
  return (
    <>
      <div class="row apart">
        <SelectField label="Show" value={state} onInput={setState} options={STATES} />
        <button type="button" class="button second" disabled={pages.busy} onClick={pages.reload}>
          Refresh
        </button>
      </div>
      <PagedTable
        label="Deliveries"
        pages={pages}
        columns={columns}
        keyOf={(delivery) => delivery.id}
        empty={
          <Empty title="No delivery">
            <p>
              “Send a test” shows at once whether your receiver answers and accepts the signature.
            </p>
          </Empty>
        }
      />
    </>
  );
}

function Answer({ delivery }: { readonly delivery: Delivery }) {
  const { lastStatus, lastError, nextAt } = delivery;
  return (
    <>
      {lastStatus !== null && <code>{lastStatus}</code>}{' '}
      {lastError !== null && <bdi>{lastError}</bdi>}
      {nextAt !== null && (
        <p class="soft small">
          next try <Moment at={nextAt} />
        </p>
      )}
    </>
  );
}
