import { path, query } from './address.ts';
import type { AuditPage } from './audit.ts';
import type { Key } from './keys.ts';
import { type ApprovalNeeded, call, get } from './request.ts';

export interface Identifier {
  readonly type: string;
  readonly value: string;
}

export interface SubjectSummary {
  readonly id: string;
  readonly identifiers: readonly Identifier[];
  readonly suspended: boolean;
  readonly createdAt: string;
}

export interface Device {
  readonly type: string;
  readonly value: string;
}

/** How things stand with one secret of a person. The secret itself is nowhere to be had. */
export interface Standing {
  readonly kind: string | null;
  readonly state: 'not_set' | 'active' | 'locked' | 'disabled';
  readonly attemptsRemaining: number;
  readonly lockedUntil: string | null;
  readonly changedAt: string | null;
  readonly verifiedAt: string | null;
  readonly mustChange: boolean;
  /** Out of a backup that was restored: nothing is compared with it before it is confirmed. */
  readonly unconfirmedSince: string | null;
  readonly failures: number;
}

export interface PinStanding extends Standing {
  readonly purpose: string;
}

export interface Subject extends SubjectSummary {
  readonly devices: readonly Device[];
  readonly pins: readonly PinStanding[];
  /** Of wires that ask for a password before the PIN; `null`: there is none. */
  readonly password: Standing | null;
  readonly clients: readonly Key[];
}

export interface SubjectPage {
  readonly subjects: readonly SubjectSummary[];
  readonly next: string | null;
}

export function searchSubjects(
  tenant: string,
  search: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<SubjectPage> {
  return get(path`/tenants/${tenant}/subjects` + query({ search, cursor }), signal);
}

export function readSubject(tenant: string, id: string, signal?: AbortSignal): Promise<Subject> {
  return get(path`/tenants/${tenant}/subjects/${id}`, signal);
}

export function readTimeline(
  tenant: string,
  id: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<AuditPage> {
  return get(path`/tenants/${tenant}/subjects/${id}/timeline` + query({ cursor }), signal);
}

export interface Reasoned {
  readonly reason: string;
  readonly purpose?: string;
}

export function unlock(tenant: string, id: string, why: Reasoned): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/unlock`, why);
}

/** All of a person's PINs, and the password, at once. */
export function confirmPins(tenant: string, id: string, { reason }: Reasoned): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/confirm`, { reason });
}

export function unlockPassword(tenant: string, id: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/password/unlock`, { reason });
}

export function forceChange(tenant: string, id: string, why: Reasoned): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/force-change`, why);
}

export function suspend(tenant: string, id: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/suspend`, { reason });
}

export function resume(tenant: string, id: string, reason: string): Promise<unknown> {
  return call('POST', path`/tenants/${tenant}/subjects/${id}/resume`, { reason });
}

export function deletePin(tenant: string, id: string, why: Reasoned): Promise<unknown> {
  return call('DELETE', path`/tenants/${tenant}/subjects/${id}/pin`, why);
}

/** A device is named by its type: there is at most one of each. */
export function revokeDevice(
  tenant: string,
  id: string,
  device: { readonly type: string; readonly reason: string },
): Promise<unknown> {
  const { type, reason } = device;
  return call('DELETE', path`/tenants/${tenant}/subjects/${id}/devices/${type}`, { reason });
}

export function revokeClient(tenant: string, id: string, client: string): Promise<unknown> {
  return call('DELETE', path`/tenants/${tenant}/subjects/${id}/clients/${client}`);
}

export interface UnlockResult {
  readonly subject: string;
  readonly outcome: string;
}

export function unlockMany(
  tenant: string,
  command: Reasoned & { readonly subjects: readonly string[] },
): Promise<{ readonly results: readonly UnlockResult[] } | ApprovalNeeded> {
  return call('POST', path`/tenants/${tenant}/unlocks`, command);
}
