import { type Static, Type } from 'typebox';
import type { Tenant } from '../../core/model/tenant.ts';

/** Stable: it is in caller keys, audit rows and tenant settings. */
export const ONBOARDING = 'onboarding';

/** Where it is mounted; below it are the documented paths. */
export const MOUNT = '/onboarding-wallet';

/** The vendor's apps have four boxes (onb 4.1, 4.4). */
export const PIN_LENGTH = 4;

const DAY_MINUTES = 24 * 60;
const minutes = Type.Optional(Type.Integer({ minimum: 1, maximum: DAY_MINUTES }));

/** What an app may do that others may not, by the name of its key. */
const appKey = Type.Object(
  {
    /**
     * Lets a token that only names an account reset its PIN, as the vendor's pages describe (onb 6).
     * Whoever knows the name of the key can then take over every account.
     */
    resetPin: Type.Optional(
      Type.Object(
        { allowClientToken: Type.Optional(Type.Boolean()) },
        { additionalProperties: false },
      ),
    ),
    /** Encryption of bodies under the key agreed with the token. */
    payload: Type.Optional(
      Type.Union([Type.Literal('off'), Type.Literal('optional'), Type.Literal('required')]),
    ),
  },
  { additionalProperties: false },
);

/** What a tenant may switch on this wire. Whatever is unsafe but documented is off. */
export const settings = Type.Object(
  {
    /** Answers hold the one-time codes themselves (onb 5): for test systems without people. */
    sandbox: Type.Optional(Type.Boolean()),
    /** Goes in front of numbers that come without one. */
    countryCode: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
    /** Other countries whose numbers are sent codes; text messages abroad are the tenant's bill. */
    countries: Type.Optional(
      Type.Array(Type.String({ pattern: '^[1-9][0-9]{0,2}$' }), { maxItems: 300 }),
    ),
    /** Failures on version 1 carry the codes of version 2; successes stay numbers. */
    stringCodesOnV1: Type.Optional(Type.Boolean()),
    clientMinutes: minutes,
    otpMinutes: minutes,
    loginMinutes: minutes,
    /** How long after its first token a sign-in may be renewed at most. */
    renewMinutes: minutes,
    keys: Type.Optional(Type.Record(Type.String({ pattern: '^[A-Za-z0-9._@-]{3,64}$' }), appKey)),
  },
  { additionalProperties: false },
);

export type OnboardingSettings = Required<Static<typeof settings>>;

const DEFAULTS: OnboardingSettings = {
  sandbox: false,
  countryCode: '91',
  countries: [],
  stringCodesOnV1: false,
  clientMinutes: DAY_MINUTES,
  otpMinutes: 15,
  loginMinutes: 30,
  renewMinutes: DAY_MINUTES,
  keys: {},
};

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Tenant): OnboardingSettings {
  const given = dialectSettings[ONBOARDING] as Static<typeof settings> | undefined;
  return { ...DEFAULTS, ...given };
}

export interface AppSettings {
  readonly mayResetByClientToken: boolean;
  readonly payload: 'off' | 'optional' | 'required';
}

/** What is switched for one app; its name is the caller's, so no inherited property may be found. */
export function settingsOfApp({ keys }: OnboardingSettings, app: string): AppSettings {
  const given = Object.hasOwn(keys, app) ? keys[app] : undefined;
  return {
    mayResetByClientToken: given?.resetPin?.allowClientToken ?? false,
    payload: given?.payload ?? 'off',
  };
}
