import { useState } from 'preact/hooks';
import { type Account, listAccounts } from '../api/accounts.ts';
import { useRights } from '../frame/session-context.ts';
import { Badge } from '../parts/badge.tsx';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { useData } from '../parts/use-data.ts';
import { CreateAccount } from './create-account.tsx';
import { EditAccount } from './edit-account.tsx';
import { UnlockAccount } from './unlock-account.tsx';

type Asking = { readonly what: 'edit' | 'unlock'; readonly account: Account };

/** People who may use the console, and what each may do. */
export function AccountsPage() {
  const { own } = useRights();
  const { data, reload } = useData((signal) => listAccounts(signal), []);
  const [creating, setCreating] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const columns: readonly Column<Account>[] = [
    { head: 'Name', kind: 'name', cell: ({ name }) => <bdi>{name}</bdi> },
    { head: 'Role', cell: ({ role }) => role },
    { head: 'State', cell: State },
    { head: 'Authenticator', cell: ({ totp }) => (totp ? 'on' : <span class="soft">off</span>) },
    { head: 'Created', kind: 'time', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      head: 'Actions',
      kind: 'actions',
      cell: (account) => (
        <>
          <button
            type="button"
            class="button second small"
            onClick={() => setAsking({ what: 'edit', account })}
          >
            Edit<span class="visually-hidden"> {account.name}</span>
          </button>
          <button
            type="button"
            class="button second small"
            onClick={() => setAsking({ what: 'unlock', account })}
          >
            Unlock<span class="visually-hidden"> {account.name}</span>
          </button>
        </>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="Accounts"
        lead="Owners do everything, operators all but accounts, tenants and keys, auditors only look."
        actions={
          own && (
            <button type="button" class="button" onClick={() => setCreating(true)}>
              New account
            </button>
          )
        }
      />
      <Loaded data={data} reload={reload}>
        {(accounts) =>
          accounts.length === 0 ? (
            <Empty title="No account yet">
              <p>
                You are in with the admin key. Give everybody an account of their own, so that the
                trail says who did what, and put the key away.
              </p>
            </Empty>
          ) : (
            <Table label="Accounts" columns={columns} rows={accounts} keyOf={({ name }) => name} />
          )
        }
      </Loaded>
      {creating && <CreateAccount onMade={reload} onClose={() => setCreating(false)} />}
      {asking?.what === 'edit' && (
        <EditAccount account={asking.account} onDone={reload} onClose={close} />
      )}
      {asking?.what === 'unlock' && (
        <UnlockAccount name={asking.account.name} onDone={reload} onClose={close} />
      )}
    </>
  );
}

function State({ disabled }: Account) {
  return <Badge tone={disabled ? 'bad' : 'good'}>{disabled ? 'disabled' : 'active'}</Badge>;
}
