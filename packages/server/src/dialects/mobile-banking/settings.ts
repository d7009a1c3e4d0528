import { type Static, Type } from 'typebox';
import type { Tenant } from '../../core/model/tenant.ts';
import { isTimeZone } from './local-time.ts';

export const MOBILE_BANKING = 'mobile-banking';

/** What a tenant may switch on this wire. */
export const settings = Type.Object(
  {
    /**
     * The pages print `IMSI/APP_ID` where one of the two is meant. Switched on, that literal is
     * accepted and matches a bound device of either type.
     */
    lenientDeviceType: Type.Optional(Type.Boolean()),
    /**
     * A device that is bound to the person and proved the PIN has guesses of its own. Only where the
     * gateway knows the device for certain, as it does a SIM: the request says which one it is.
     */
    knownDevices: Type.Optional(Type.Boolean()),
    /** Dates on this wire carry no zone: they are local times of the deployment. */
    timeZone: Type.Optional(
      Type.Refine(
        Type.String({ maxLength: 64 }),
        isTimeZone,
        () => 'must be an IANA time zone such as Africa/Nairobi',
      ),
    ),
  },
  { additionalProperties: false },
);

export type MobileBankingSettings = Required<Static<typeof settings>>;

const DEFAULTS: MobileBankingSettings = {
  lenientDeviceType: false,
  knownDevices: false,
  timeZone: 'Africa/Nairobi',
};

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Tenant): MobileBankingSettings {
  const given = dialectSettings[MOBILE_BANKING] as Static<typeof settings> | undefined;
  return { ...DEFAULTS, ...given };
}
