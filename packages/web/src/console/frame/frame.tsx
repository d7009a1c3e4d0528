import { useEffect } from 'preact/hooks';
import { readFacts } from '../api/facts.ts';
import { listTenants } from '../api/tenants.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Mishap } from '../parts/mishap.tsx';
import { useData } from '../parts/use-data.ts';
import { ConsoleContext } from './console-context.ts';
import { lastTenant, rememberTenant } from './last-tenant.ts';
import { places } from './places.ts';
import { go, usePlace } from './router.ts';
import { findRoute } from './routes.tsx';
import { Sidebar } from './sidebar.tsx';
import { useSearchKey } from './use-search-key.ts';

/** What stands around every page once somebody is signed in. */
export function Frame() {
  const place = usePlace();
  const facts = useData((signal) => readFacts(signal), []);
  const tenants = useData((signal) => listTenants(signal), []);
  const found = findRoute(place.path);
  const tenant = found?.params['tenant'] ?? null;
  const known = tenants.data.state === 'ready' ? tenants.data.value : null;
  const current = tenant ?? startTenant(known?.map(({ id }) => id) ?? []);
  useSearchKey(current);
  useEffect(() => {
    if (tenant !== null && known?.some(({ id }) => id === tenant)) rememberTenant(tenant);
  }, [tenant, known]);
  useEffect(() => {
    if (place.path !== '/' || known === null) return;
    go(current === null ? places.tenants : places.overview(current), { replace: true });
  }, [place.path, known, current]);
  return (
    <div class="console">
      <a class="skip-link" href="#main">
        Skip to the content
      </a>
      <Sidebar tenant={current} tenants={known ?? []} path={place.path} />
      <main id="main" tabIndex={-1}>
        <Loaded data={facts.data} reload={facts.reload}>
          {(loadedFacts) => (
            <Loaded data={tenants.data} reload={tenants.reload}>
              {(loadedTenants) => (
                <ConsoleContext.Provider
                  value={{
                    facts: loadedFacts,
                    tenants: loadedTenants,
                    reloadTenants: tenants.reload,
                  }}
                >
                  <Mishap key={place.path}>
                    {found === null ? <Nowhere path={place.path} /> : found.render(place.query)}
                  </Mishap>
                </ConsoleContext.Provider>
              )}
            </Loaded>
          )}
        </Loaded>
      </main>
    </div>
  );
}

function startTenant(ids: readonly string[]): string | null {
  const last = lastTenant();
  return last !== null && ids.includes(last) ? last : (ids[0] ?? null);
}

function Nowhere({ path }: { readonly path: string }) {
  if (path === '/') return null;
  return (
    <div class="empty">
      <h1>Nothing here</h1>
      <p>There is no page of the console at this address.</p>
      <a class="button second" href={places.tenants}>
        To the tenants
      </a>
    </div>
  );
}
