import { path, query } from './address.ts';
import { get } from './request.ts';

/** Attempts in one step of time, by how they ended. */
export interface AttemptStep {
  readonly at: string;
  readonly verified: number;
  readonly wrong: number;
  readonly locked: number;
  readonly lockouts: number;
  readonly other: number;
}

export interface AttemptSeries {
  readonly step: number;
  readonly series: readonly AttemptStep[];
}

export interface ServerStep {
  readonly at: string;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  readonly outboxAgeSeconds: number | null;
  readonly hashQueue: number;
}

/** The last day of the node that answers. */
export interface ServerSeries {
  readonly stepSeconds: number;
  readonly series: readonly ServerStep[];
}

export function readStats(
  tenant: string,
  span: { readonly from: string; readonly to: string; readonly step: number },
  signal?: AbortSignal,
): Promise<AttemptSeries> {
  return get(path`/tenants/${tenant}/stats` + query({ ...span }), signal);
}

export function readServerSeries(signal?: AbortSignal): Promise<ServerSeries> {
  return get('/server/series', signal);
}
