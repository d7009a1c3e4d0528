import { SecurityPage } from '../security/security-page.tsx';
import { usePlace } from './router.ts';
import { Sidebar } from './sidebar.tsx';

/** What there is for somebody who has to add a second factor before anything else: how they sign in. */
export function FirstFactor() {
  const { path } = usePlace();
  return (
    <div class="console">
      <Sidebar tenant={null} tenants={[]} path={path} />
      <main id="main" tabIndex={-1}>
        <p class="note" role="status">
          This server asks operators for two factors. Add an authenticator app or a passkey, and
          everything else opens.
        </p>
        <SecurityPage />
      </main>
    </div>
  );
}
