import { type Static, Type } from 'typebox';
import type { Tenant } from '../../core/model/tenant.ts';

/** Stable: it is in caller keys, audit rows and tenant settings. */
export const TEMPLATE = 'template';

/** What a tenant may switch. Whatever is unsafe but documented is a switch, and off. */
export const settings = Type.Object(
  {
    /** Show how many guesses are left. */
    countDown: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type TemplateSettings = Required<Static<typeof settings>>;

const DEFAULTS: TemplateSettings = { countDown: false };

/** A tenant's switches; they were validated when the tenant was configured. */
export function readSettings({ dialectSettings }: Tenant): TemplateSettings {
  const given = dialectSettings[TEMPLATE] as Static<typeof settings> | undefined;
  return { ...DEFAULTS, ...given };
}
