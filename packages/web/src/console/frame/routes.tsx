import type { ComponentChild } from 'preact';
import { AccountsPage } from '../accounts/accounts-page.tsx';
import { ApprovalsPage } from '../approvals/approvals-page.tsx';
import { AuditPage } from '../audit/audit-page.tsx';
import { KeysPage } from '../keys/keys-page.tsx';
import { LookPage } from '../look/look-page.tsx';
import { MessagesPage } from '../messages/messages-page.tsx';
import { OverviewPage } from '../overview/overview-page.tsx';
import { PolicyPage } from '../policy/policy-page.tsx';
import { SecurityPage } from '../security/security-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { BulkUnlockPage } from '../subjects/bulk-unlock-page.tsx';
import { SubjectPage } from '../subjects/subject-page.tsx';
import { SubjectsPage } from '../subjects/subjects-page.tsx';
import { TenantsPage } from '../tenants/tenants-page.tsx';
import { WebhookPage } from '../webhooks/webhook-page.tsx';
import { WebhooksPage } from '../webhooks/webhooks-page.tsx';
import { matchPath, type Params } from './match-path.ts';

type Render = (
  params: { readonly tenant: string; readonly id: string },
  query: URLSearchParams,
) => ComponentChild;

/** Every page and its address. The key makes a page of another tenant another page. */
const ROUTES: readonly (readonly [pattern: string, render: Render])[] = [
  ['/tenants', () => <TenantsPage />],
  ['/accounts', () => <AccountsPage />],
  ['/security', () => <SecurityPage />],
  ['/t/:tenant', ({ tenant }) => <OverviewPage key={tenant} tenant={tenant} />],
  [
    '/t/:tenant/subjects',
    ({ tenant }, query) => <SubjectsPage key={tenant} tenant={tenant} query={query} />,
  ],
  [
    '/t/:tenant/subjects/:id',
    ({ tenant, id }) => <SubjectPage key={`${tenant}/${id}`} tenant={tenant} id={id} />,
  ],
  ['/t/:tenant/unlock', ({ tenant }) => <BulkUnlockPage key={tenant} tenant={tenant} />],
  ['/t/:tenant/keys', ({ tenant }) => <KeysPage key={tenant} tenant={tenant} />],
  ['/t/:tenant/policy', ({ tenant }) => <PolicyPage key={tenant} tenant={tenant} />],
  ['/t/:tenant/webhooks', ({ tenant }) => <WebhooksPage key={tenant} tenant={tenant} />],
  [
    '/t/:tenant/webhooks/:id',
    ({ tenant, id }) => <WebhookPage key={`${tenant}/${id}`} tenant={tenant} id={id} />,
  ],
  ['/t/:tenant/messages', ({ tenant }) => <MessagesPage key={tenant} tenant={tenant} />],
  ['/t/:tenant/look', ({ tenant }) => <LookPage key={tenant} tenant={tenant} />],
  [
    '/t/:tenant/audit',
    ({ tenant }, query) => <AuditPage key={tenant} tenant={tenant} query={query} />,
  ],
  ['/t/:tenant/approvals', ({ tenant }) => <ApprovalsPage key={tenant} tenant={tenant} />],
  ['/t/:tenant/settings', ({ tenant }) => <SettingsPage key={tenant} tenant={tenant} />],
];

export interface FoundRoute {
  readonly params: Params;
  readonly render: (query: URLSearchParams) => ComponentChild;
}

export function findRoute(path: string): FoundRoute | null {
  for (const [pattern, render] of ROUTES) {
    const params = matchPath(pattern, path);
    if (params === null) continue;
    const { tenant = '', id = '' } = params;
    return { params, render: (query) => render({ tenant, id }, query) };
  }
  return null;
}
