import { useEffect, useState } from 'preact/hooks';
import { signOut } from '../api/session.ts';
import type { Tenant } from '../api/tenants.ts';
import { announceFault } from '../parts/toasts.tsx';
import { Mark } from './mark.tsx';
import { places } from './places.ts';
import { go, ROOT } from './router.ts';
import { useRights, useSession } from './session-context.ts';

interface SidebarProps {
  readonly tenant: string | null;
  readonly tenants: readonly Tenant[];
  readonly path: string;
}

/** The way around: what belongs to the tenant, what belongs to the server, who is signed in. */
export function Sidebar({ tenant, tenants, path }: SidebarProps) {
  const [open, setOpen] = useState(false);
  const { own } = useRights();
  useEffect(() => setOpen(false), [path]);
  return (
    <header class="side" data-open={open}>
      <div class="side-top">
        <a class="brand" href={tenant === null ? places.tenants : places.overview(tenant)}>
          <Mark />
          <span>Pintumbler</span>
        </a>
        <button
          type="button"
          class="button second menu-button"
          aria-expanded={open}
          aria-controls="side-body"
          onClick={() => setOpen(!open)}
        >
          Menu
        </button>
      </div>
      <div id="side-body" class="side-body">
        {tenant !== null && <TenantChoice tenant={tenant} tenants={tenants} />}
        <nav aria-label="Console">
          {tenant !== null && (
            <ul>
              <Item to={places.overview(tenant)} path={path} exact>
                Overview
              </Item>
              <Item to={places.subjects(tenant)} path={path}>
                Subjects
              </Item>
              <Item to={places.keys(tenant)} path={path}>
                Keys
              </Item>
              <Item to={places.policy(tenant)} path={path}>
                Policy
              </Item>
              <Item to={places.webhooks(tenant)} path={path}>
                Webhooks
              </Item>
              <Item to={places.messages(tenant)} path={path}>
                Messages
              </Item>
              <Item to={places.look(tenant)} path={path}>
                Look
              </Item>
              <Item to={places.audit(tenant)} path={path}>
                Audit
              </Item>
              <Item to={places.approvals(tenant)} path={path}>
                Approvals
              </Item>
              <Item to={places.settings(tenant)} path={path}>
                Settings
              </Item>
            </ul>
          )}
          <h2 class="side-title">Server</h2>
          <ul>
            <Item to={places.tenants} path={path}>
              Tenants
            </Item>
            {own && (
              <Item to={places.accounts} path={path}>
                Accounts
              </Item>
            )}
          </ul>
        </nav>
        <Who path={path} />
      </div>
    </header>
  );
}

function TenantChoice({ tenant, tenants }: Pick<SidebarProps, 'tenants'> & { tenant: string }) {
  const known = tenants.some(({ id }) => id === tenant);
  return (
    <div class="tenant-choice">
      <label for="tenant-choice">Tenant</label>
      <select
        id="tenant-choice"
        value={tenant}
        onChange={({ currentTarget }) => go(places.overview(currentTarget.value))}
      >
        {!known && <option value={tenant}>{tenant}</option>}
        {tenants.map(({ id, name }) => (
          <option key={id} value={id} dir="auto">
            {name === id ? id : `${name} (${id})`}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ItemProps {
  readonly to: string;
  readonly path: string;
  readonly exact?: boolean;
  readonly children: string;
}

function Item({ to, path, exact = false, children }: ItemProps) {
  const here = `${ROOT}${path}`;
  const current = here === to || (!exact && here.startsWith(`${to}/`));
  return (
    <li>
      <a href={to} {...(current && { 'aria-current': 'page' as const })}>
        {children}
      </a>
    </li>
  );
}

function Who({ path }: { readonly path: string }) {
  const { session, leave } = useSession();
  const out = async () => {
    try {
      await signOut();
      leave();
    } catch (error) {
      announceFault(error);
    }
  };
  return (
    <div class="who">
      <p>
        <bdi>{session.account}</bdi> <span class="soft">{session.role}</span>
      </p>
      <ul>
        <Item to={places.security} path={path}>
          Your sign-in
        </Item>
        <li>
          <button type="button" class="link" onClick={() => void out()}>
            Sign out
          </button>
        </li>
      </ul>
    </div>
  );
}
