import { type Static, Type } from 'typebox';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { PolicyDemands } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';

/** Stable: it is in caller keys, audit rows and tenant settings. */
export const CIRCLE = 'circle';

/** The vendor's pages have six boxes (w3s 6.3). */
export const PIN_LENGTH = 6;

/** No slash at the end: paths are glued on. */
const PUBLIC_URL = '^https?://[A-Za-z0-9.:_\\[\\]-]+(/[A-Za-z0-9._~-]+)*$';
const DAY_MINUTES = 24 * 60;

/** What a tenant may set on this wire: the numbers the vendor leaves open (w3s 11). */
export const settings = Type.Object(
  {
    /**
     * "More than three" wrong entries lock: read literally, the fourth does. The wording of the
     * mobile SDKs fits the third too.
     */
    wrongEntriesToLock: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    lockMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: DAY_MINUTES })),
    challengeMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: DAY_MINUTES })),
    /**
     * The base URL as callers write it, where it is not `https://<host>/circle`: with a host name of
     * its own, or on a closed network without TLS. Links between pages of users begin with it.
     */
    publicUrl: Type.Optional(Type.String({ maxLength: 512, pattern: PUBLIC_URL })),
  },
  { additionalProperties: false },
);

type Given = Static<typeof settings>;

export type CircleSettings = Required<Omit<Given, 'publicUrl'>> & Pick<Given, 'publicUrl'>;

const DEFAULTS: CircleSettings = { wrongEntriesToLock: 4, lockMinutes: 30, challengeMinutes: 60 };

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Tenant): CircleSettings {
  const given = dialectSettings[CIRCLE] as Given | undefined;
  return { ...DEFAULTS, ...given };
}

/** What the wire promises about PINs and locks (w3s 6.3); a stricter tenant stays stricter. */
export function demandsOf(tenant: Tenant): PolicyDemands {
  const { wrongEntriesToLock, lockMinutes } = readSettings(tenant);
  return {
    minLength: PIN_LENGTH,
    maxLength: PIN_LENGTH,
    attemptsMax: wrongEntriesToLock,
    lockDurationsMs: [lockMinutes * MINUTE_MS],
  };
}
