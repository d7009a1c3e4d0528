/**
 * The name a tenant has in labels: none at all, unless the operator wants some; then the first so
 * many that are counted, and `other` for everybody else. Tenants are made at will, and every name
 * is a set of time series for as long as the server runs.
 */
export function createTenantNames(max: number): (tenant: string) => string {
  const named = new Set<string>();
  return (tenant) => {
    if (max === 0) return '';
    if (named.size < max) named.add(tenant);
    return named.has(tenant) ? tenant : 'other';
  };
}
