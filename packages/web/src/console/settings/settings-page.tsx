import { useState } from 'preact/hooks';
import { changeTenant, readTenant, type Tenant } from '../api/tenants.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { announce } from '../parts/toasts.tsx';
import { useData } from '../parts/use-data.ts';
import { DeleteTenant } from './delete-tenant.tsx';
import { RatesForm } from './rates-form.tsx';
import { RootKeysCard } from './root-keys-card.tsx';
import { SafeguardsForm } from './safeguards-form.tsx';

/** What stands about the tenant itself, limits included, and the root keys of the installation it is on. */
export function SettingsPage({ tenant }: { readonly tenant: string }) {
  const { data, reload, put } = useData((signal) => readTenant(tenant, signal), [tenant]);
  return (
    <>
      <PageHead
        title="Settings"
        of={tenant}
        lead="Safeguards of this tenant, its limits, and its door."
      />
      <Loaded data={data} reload={reload}>
        {(value) => (
          <div class="cards wide">
            <SafeguardsForm key={JSON.stringify(value)} tenant={value} onSaved={put} />
            <RatesForm key={`rates ${JSON.stringify(value)}`} tenant={value} onSaved={put} />
            <Door tenant={value} onSaved={put} />
            <RootKeysCard />
          </div>
        )}
      </Loaded>
    </>
  );
}

interface DoorProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

function Door({ tenant, onSaved }: DoorProps) {
  const { operate, own } = useRights();
  const [deleting, setDeleting] = useState(false);
  const [asking, setAsking] = useState(false);
  const { id, name, suspended, createdAt } = tenant;
  const action = suspended ? 'Resume the tenant' : 'Suspend the tenant';
  return (
    <section class="card stack" aria-labelledby="door">
      <div class="row apart">
        <h2 id="door">Door</h2>
        <Badge tone={suspended ? 'bad' : 'good'}>{suspended ? 'suspended' : 'active'}</Badge>
      </div>
      <dl class="facts">
        <dt>Name</dt>
        <dd>
          <bdi>{name}</bdi>
        </dd>
        <dt>Id</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>Created</dt>
        <dd>
          <Moment at={createdAt} />
        </dd>
      </dl>
      {operate && (
        <p>
          <button type="button" class="button second" onClick={() => setAsking(true)}>
            {action}
          </button>
        </p>
      )}
      {own && suspended && (
        <p>
          <button type="button" class="button danger" onClick={() => setDeleting(true)}>
            Delete the tenant
          </button>
        </p>
      )}
      {deleting && <DeleteTenant id={id} onClose={() => setDeleting(false)} />}
      {asking && (
        <FormDialog
          title={`${action}?`}
          action={action}
          danger={!suspended}
          onClose={() => setAsking(false)}
          run={async () => {
            const answer = await changeTenant(id, { suspended: !suspended });
            if ('id' in answer) onSaved(answer);
            announce(suspended ? 'The tenant is open again.' : 'The tenant is suspended.');
            setAsking(false);
          }}
        >
          <p>
            {suspended
              ? 'Its keys work again, and PINs of its people are evaluated.'
              : 'Until it is resumed its keys are refused, and no PIN of its people is evaluated.'}
          </p>
        </FormDialog>
      )}
    </section>
  );
}
