import type { Body } from '../frame/admin-client.ts';
import { showPolicy } from '../policy/show-policy.ts';
import { fields } from '../show/table.ts';

/** A tenant with its policy; looks and words have commands of their own. */
export function showTenant(tenant: Body): string {
  const { id, name, suspended, createdAt, dialects, policy, apiKey } = tenant;
  const shown: (readonly [string, unknown])[] = [
    ['id', id],
    ['name', name],
    ['suspended', suspended],
    ['created', createdAt],
    ...Object.entries((dialects ?? {}) as object).map(
      ([wire, switches]) => [`${wire} switches`, switches] as const,
    ),
    ...['auditRetentionDays', 'approvals', 'rates']
      .filter((each) => tenant[each] !== undefined)
      .map((each) => [each, tenant[each]] as const),
    ...(apiKey === undefined ? [] : [['API key, shown only here', apiKey] as const]),
  ];
  return `${fields(shown)}\n\n${showPolicy((policy ?? {}) as Body)}`;
}
