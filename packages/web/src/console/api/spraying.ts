import { path } from './address.ts';
import { call, get } from './request.ts';

/** How guessing at the people of a tenant stands, over all nodes. */
export interface Spraying {
  readonly brake: {
    readonly since: string;
    readonly until: string;
    readonly reason: 'many_wrong' | 'same_pin';
  } | null;
  /** In the latest five minutes, and as usual in five minutes. */
  readonly wrong: number;
  readonly refused: number;
  readonly usual: number;
}

export function readSpraying(tenant: string, signal?: AbortSignal): Promise<Spraying> {
  return get(path`/tenants/${tenant}/spraying`, signal);
}

export function endBrake(tenant: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/spraying/end`, { reason });
}
