import { type Static, Type } from 'typebox';
import type { Tenant } from '../../core/model/tenant.ts';

export const ETNA = 'etna';
export const MOUNT = '/etna';

/** What a tenant may switch on this wire. */
export const settings = Type.Object(
  {
    /** `off`: nobody has to set a PIN. Who has one is asked for it all the same. */
    pin: Type.Optional(Type.Union([Type.Literal('required'), Type.Literal('off')])),
    /** Where the code goes that is asked for before the PIN; the other way when that one is missing. */
    secondFactor: Type.Optional(
      Type.Union([Type.Literal('off'), Type.Literal('email'), Type.Literal('sms')]),
    ),
    /** Life of the token of a whole login. The vendor says 24 hours, a white label of it 60 minutes. */
    tokenMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 1_440 })),
    /** Age after which a password has to be changed; `null`: never. */
    passwordMaxAgeDays: Type.Optional(
      Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 3_650 })]),
    ),
    /**
     * `StatusCode` of a success: `documented` is the page's literal "Continue", `numeric` the HTTP
     * status. `omit` leaves it out, of failures as well.
     */
    statusCode: Type.Optional(
      Type.Union([Type.Literal('documented'), Type.Literal('numeric'), Type.Literal('omit')]),
    ),
  },
  { additionalProperties: false },
);

export type EtnaSettings = Required<Static<typeof settings>>;

const DEFAULTS: EtnaSettings = {
  pin: 'required',
  secondFactor: 'off',
  tokenMinutes: 1_440,
  passwordMaxAgeDays: null,
  statusCode: 'documented',
};

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Pick<Tenant, 'dialectSettings'>): EtnaSettings {
  const given = dialectSettings[ETNA] as Static<typeof settings> | undefined;
  return { ...DEFAULTS, ...given };
}
