import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { accountNumberOf, identifierOf } from '../account.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { exactNumber } from '../exact-number.ts';
import { requireLevel } from '../levels.ts';
import { nationalOf } from '../mobile.ts';
import { digits } from '../onboarding-shape.ts';

/** What a profile has that no PIN server keeps; the vendor's own sample has it like this (onb 4.5). */
const NOT_KEPT = {
  ...{ firstName: null, middleName: null, lastName: null, gender: null, allowEdit: 0 },
  ...{ kycLevel: 0, kycName: null, kycDisplayName: null, age: null },
  ...{ walletStatus: '', walletCreated: false, vpa: null },
};

const maybe = Type.Union([Type.String(), Type.Null()]);

const profileShape = told(
  {
    bankCustomer: Type.Boolean(),
    accountNumber: digits,
    mobile: maybe,
    emailId: maybe,
    preferredLanguage: maybe,
    ...{ firstName: Type.Null(), middleName: Type.Null(), lastName: Type.Null() },
    ...{ gender: Type.Null(), allowEdit: Type.Integer(), kycLevel: Type.Integer() },
    ...{ kycName: Type.Null(), kycDisplayName: Type.Null(), age: Type.Null() },
    ...{ walletStatus: Type.String(), walletCreated: Type.Boolean(), vpa: Type.Null() },
  },
  'OnboardingProfile',
);

export const fetchDetails = defineCall({
  method: 'GET',
  paths: ['/onboarding/userProfile/fetchDetails/v1', '/onboarding/userProfile/v2/fetchDetails'],
  summary: 'Show the profile of the person the token speaks for',
  data: profileShape,
  run: async ({ core, call, signIn }) => {
    const subject = await core.findSubject(call, { id: requireLevel(signIn, 'otp', 'login') });
    if (subject === null) return refuse('ONB004');
    const msisdn = identifierOf(subject, 'msisdn');
    return succeed({
      bankCustomer: false,
      accountNumber: exactNumber(await accountNumberOf(core, call, subject)),
      mobile: msisdn === undefined ? null : nationalOf(msisdn),
      emailId: identifierOf(subject, 'email') ?? null,
      preferredLanguage: subject.language,
      ...NOT_KEPT,
    });
  },
});
