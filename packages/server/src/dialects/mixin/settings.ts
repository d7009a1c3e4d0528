import { type Static, Type } from 'typebox';
import type { Call } from '../../core/model/call.ts';
import { HOUR_MS, SECOND_MS } from '../../core/model/instant.ts';
import type { PolicyDemands } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';

/** Stable: it is in client keys, audit rows and tenant settings. */
export const MIXIN = 'mixin';
export const MOUNT = '/mixin';

/** The rule since the first four-digit samples (mixin 5.2). */
export const PIN_LENGTH = 6;

const MONTH_HOURS = 31 * 24;

/** What a tenant may set on this wire: the numbers the vendor leaves open (mixin 9, 14). */
export const settings = Type.Object(
  {
    /** How far a client's clock may be off, for the time in an encrypted PIN. */
    clockToleranceSeconds: Type.Optional(Type.Integer({ minimum: 30, maximum: 3600 })),
    /** Wrong PINs in the rolling window that lock. Apps count down from five. */
    wrongPinsToLock: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    lockWindowHours: Type.Optional(Type.Integer({ minimum: 24, maximum: MONTH_HOURS })),
    /** How far from its beginning a lock may be moved by trying on; 0: trying on moves nothing. */
    lockHoursMax: Type.Optional(Type.Integer({ minimum: 0, maximum: MONTH_HOURS })),
    /** Sessions that proved the PIN have wrong PINs of their own to lock. Off: five over all sessions. */
    knownDevices: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type MixinSettings = Required<Static<typeof settings>>;

const DEFAULTS: MixinSettings = {
  clockToleranceSeconds: 300,
  wrongPinsToLock: 5,
  lockWindowHours: 24,
  lockHoursMax: 72,
  knownDevices: false,
};

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Pick<Tenant, 'dialectSettings'>): MixinSettings {
  const given = dialectSettings[MIXIN] as Static<typeof settings> | undefined;
  return { ...DEFAULTS, ...given };
}

/**
 * Six digits, and five wrong PINs in any 24 hours: a right one in between clears nothing, and who
 * tries on while locked waits another 24 hours (mixin 9.2). A stricter tenant stays stricter.
 */
export function demandsOf(tenant: Tenant): PolicyDemands {
  const { wrongPinsToLock, lockWindowHours, lockHoursMax } = readSettings(tenant);
  const windowMs = lockWindowHours * HOUR_MS;
  return {
    minLength: PIN_LENGTH,
    maxLength: PIN_LENGTH,
    rolling: { attemptsMax: wrongPinsToLock, windowMs },
    lockExtension: lockHoursMax === 0 ? null : { byMs: windowMs, maxMs: lockHoursMax * HOUR_MS },
  };
}

/** The largest difference between a client's clock and ours, either way. */
export function clockToleranceMs(tenant: Tenant): number {
  return readSettings(tenant).clockToleranceSeconds * SECOND_MS;
}

/** The call as it comes from the session that signed it: nobody else has its key. */
export function fromSession(call: Call): Call {
  if (call.client === undefined || !readSettings(call.tenant).knownDevices) return call;
  return { ...call, device: { id: `mixin:${call.client.id}`, isNew: false } };
}
