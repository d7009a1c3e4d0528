import { useState } from 'preact/hooks';
import {
  changeWebhook,
  deleteWebhook,
  readWebhook,
  testWebhook,
  type Webhook,
} from '../api/webhooks.ts';
import { places } from '../frame/places.ts';
import { go } from '../frame/router.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { announce, announceFault } from '../parts/toasts.tsx';
import { useData } from '../parts/use-data.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { EditWebhook } from './edit-webhook.tsx';
import { sayEvents } from './webhooks-page.tsx';

interface WebhookPageProps {
  readonly tenant: string;
  readonly id: string;
}

/** One webhook: what it is told, and what became of each delivery. */
export function WebhookPage({ tenant, id }: WebhookPageProps) {
  const { operate } = useRights();
  const { data, reload } = useData((signal) => readWebhook(tenant, id, signal), [tenant, id]);
  const [asking, setAsking] = useState<'edit' | 'delete' | null>(null);
  const [sent, setSent] = useState(0);
  const webhook = data.state === 'ready' ? data.value : null;
  const test = async () => {
    try {
      await testWebhook(tenant, id);
      announce('A test notice is on its way.');
      setSent((before) => before + 1);
    } catch (error) {
      announceFault(error);
    }
  };
  return (
    <>
      <PageHead
        title={webhook?.name ?? 'Webhook'}
        of={tenant}
        back={{ href: places.webhooks(tenant), text: 'Webhooks' }}
        actions={
          operate &&
          webhook !== null && (
            <>
              <button type="button" class="button" onClick={() => void test()}>
                Send a test
              </button>
              <button type="button" class="button second" onClick={() => setAsking('edit')}>
                Edit
              </button>
              <button type="button" class="button second" onClick={() => setAsking('delete')}>
                Delete
              </button>
            </>
          )
        }
      />
      <Loaded data={data} reload={reload}>
        {(value) => <Facts webhook={value} />}
      </Loaded>
      <section class="stack" aria-labelledby="deliveries">
        <h2 id="deliveries">Deliveries</h2>
        <DeliveryLog tenant={tenant} id={id} sent={sent} />
      </section>
      {asking === 'edit' && webhook !== null && (
        <EditWebhook
          webhook={webhook}
          onClose={() => setAsking(null)}
          save={async (change) => {
            await changeWebhook(tenant, id, change);
            await reload();
            announce('The webhook is changed.');
            setAsking(null);
          }}
        />
      )}
      {asking === 'delete' && (
        <FormDialog
          title="Delete this webhook?"
          action="Delete webhook"
          danger
          onClose={() => setAsking(null)}
          run={async () => {
            await deleteWebhook(tenant, id);
            announce('The webhook is deleted.');
            go(places.webhooks(tenant));
          }}
        >
          <p>What still waits for it is dropped, and its delivery log goes with it.</p>
        </FormDialog>
      )}
    </>
  );
}

function Facts({ webhook }: { readonly webhook: Webhook }) {
  const { url, events, enabled, signature, createdAt } = webhook;
  return (
    <dl class="card facts">
      <dt>State</dt>
      <dd>
        <Badge tone={enabled ? 'good' : 'plain'}>{enabled ? 'on' : 'off'}</Badge>
      </dd>
      <dt>Address</dt>
      <dd>
        <code>{url}</code>
      </dd>
      <dt>Events</dt>
      <dd>{sayEvents(events)}</dd>
      <dt>Signature</dt>
      <dd>{signature}</dd>
      <dt>Created</dt>
      <dd>
        <Moment at={createdAt} />
      </dd>
    </dl>
  );
}
