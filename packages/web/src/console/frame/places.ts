import { path } from '../api/address.ts';
import { ROOT } from './router.ts';

/** Addresses within the console. */
export const places = {
  tenants: `${ROOT}/tenants`,
  accounts: `${ROOT}/accounts`,
  security: `${ROOT}/security`,
  overview: (tenant: string) => ROOT + path`/t/${tenant}`,
  subjects: (tenant: string) => ROOT + path`/t/${tenant}/subjects`,
  subject: (tenant: string, id: string) => ROOT + path`/t/${tenant}/subjects/${id}`,
  bulkUnlock: (tenant: string) => ROOT + path`/t/${tenant}/unlock`,
  keys: (tenant: string) => ROOT + path`/t/${tenant}/keys`,
  policy: (tenant: string) => ROOT + path`/t/${tenant}/policy`,
  webhooks: (tenant: string) => ROOT + path`/t/${tenant}/webhooks`,
  webhook: (tenant: string, id: string) => ROOT + path`/t/${tenant}/webhooks/${id}`,
  messages: (tenant: string) => ROOT + path`/t/${tenant}/messages`,
  look: (tenant: string) => ROOT + path`/t/${tenant}/look`,
  audit: (tenant: string) => ROOT + path`/t/${tenant}/audit`,
  approvals: (tenant: string) => ROOT + path`/t/${tenant}/approvals`,
  settings: (tenant: string) => ROOT + path`/t/${tenant}/settings`,
};
