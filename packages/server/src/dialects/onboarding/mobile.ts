import type { Problem } from './fields.ts';
import { textOf } from './fields.ts';
import type { Fields } from './read-body.ts';
import type { OnboardingSettings } from './settings.ts';

/** Digits of a number within its country (onb 5). */
const NATIONAL_LENGTH = 10;
const MOBILE = /^\+?([0-9]+)$/;
const COUNTRY = /^(?:\+|00)?([1-9][0-9]{0,2})$/;

export interface Mobile {
  /** As this wire writes it: ten digits. */
  readonly national: string;
  /** The one spelling of the core: country code first. */
  readonly msisdn: string;
}

export type ReadMobile = { readonly mobile: Mobile } | { readonly problem: Exclude<Problem, null> };

/** Reads `mobile`, with the country in front of it, beside it, or the tenant's own. */
export function readMobile(fields: Fields, settings: OnboardingSettings): ReadMobile {
  const given = textOf(fields, 'mobile');
  if (given === undefined) return { problem: 'ONB001' };
  const country = countryOf(fields, settings);
  if (country === undefined) return { problem: 'ONB043' };
  const digits = MOBILE.exec(given)?.[1];
  if (digits === undefined) return { problem: 'ONB002' };
  const isWhole = digits.length === country.length + NATIONAL_LENGTH && digits.startsWith(country);
  const national = isWhole ? digits.slice(country.length) : digits;
  if (national.length !== NATIONAL_LENGTH) return { problem: 'ONB003' };
  return { mobile: { national, msisdn: country + national } };
}

function countryOf(
  fields: Fields,
  { countryCode, countries }: OnboardingSettings,
): string | undefined {
  const given = textOf(fields, 'countryCode') ?? textOf(fields, 'isdCode');
  const country = given === undefined ? countryCode : COUNTRY.exec(given)?.[1];
  return [countryCode, ...countries].find((served) => served === country);
}

/** A number of the core as this wire writes it. */
export function nationalOf(msisdn: string): string {
  return msisdn.slice(-NATIONAL_LENGTH);
}
