import { path } from './address.ts';
import { call, get } from './request.ts';

/** What a tenant's service calls with, or the client of an app that signs. */
export interface Key {
  readonly id: string;
  readonly dialect: string;
  readonly name: string | null;
  readonly subject?: string;
  readonly algorithm?: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface WantedKey {
  readonly dialect: string;
  readonly name: string;
  readonly id?: string;
  readonly secret?: string;
  readonly algorithm?: string;
  readonly subject?: string;
}

export async function listKeys(tenant: string, signal?: AbortSignal): Promise<readonly Key[]> {
  return (await get<{ readonly keys: readonly Key[] }>(path`/tenants/${tenant}/keys`, signal)).keys;
}

/** Holds, besides the key's own fields, what its caller needs: shown this once. */
export function createKey(
  tenant: string,
  wanted: WantedKey,
): Promise<Key & Readonly<Record<string, unknown>>> {
  return call('POST', path`/tenants/${tenant}/keys`, wanted);
}

export function revokeKey(tenant: string, id: string): Promise<Key> {
  return call('DELETE', path`/tenants/${tenant}/keys/${id}`);
}
