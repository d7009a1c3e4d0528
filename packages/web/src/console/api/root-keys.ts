import { call, get } from './request.ts';

export interface KeyRotation {
  readonly number: number;
  readonly state: 'following' | 'tenants' | 'values' | 'finished';
  readonly root: string;
  readonly before: string;
  readonly pass: number;
  readonly table: string | null;
  readonly looked: number;
  readonly lookedBefore: number | null;
  readonly resealed: number;
  readonly broken: number;
  readonly brokenRows: readonly string[];
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface RootKeys {
  readonly roots: readonly {
    readonly id: string;
    readonly state: 'active' | 'opening' | 'standby' | 'retired';
  }[];
  readonly rotation: KeyRotation | null;
}

export function readRootKeys(signal?: AbortSignal): Promise<RootKeys> {
  return get('/keys/rotations', signal);
}

export function rotate(reason: string): Promise<KeyRotation> {
  return call('POST', '/keys/rotations', { reason });
}

export function retireRoot(root: string, confirm: string, reason: string): Promise<unknown> {
  return call('POST', `/keys/roots/${encodeURIComponent(root)}/retire`, { confirm, reason });
}
