import type { KeySource } from './keyring.ts';
import type { TenantKeys } from './tenant-keyset.ts';

/**
 * What is made from the keys of a tenant, made once for as long as these keys are kept: a tenant that is
 * deleted takes its key pairs along.
 */
export function madeOnce<T>(
  source: KeySource,
  make: (keys: TenantKeys) => T | Promise<T>,
): (tenant: string) => Promise<T> {
  const made = new WeakMap<TenantKeys, T | Promise<T>>();
  return async (tenant) => {
    const keys = await source.of(tenant);
    const known = made.get(keys) ?? make(keys);
    made.set(keys, known);
    return known;
  };
}
