import { accountNumberOf, identifierOf } from '../account.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { exactNumber } from '../exact-number.ts';
import { requireLevel } from '../levels.ts';
import { nationalOf } from '../mobile.ts';

/** What a profile has that no PIN server keeps; the vendor's own sample has it like this (onb 4.5). */
const NOT_KEPT = {
  ...{ firstName: null, middleName: null, lastName: null, gender: null, allowEdit: 0 },
  ...{ kycLevel: 0, kycName: null, kycDisplayName: null, age: null },
  ...{ walletStatus: '', walletCreated: false, vpa: null },
};

export const fetchDetails = defineCall({
  method: 'GET',
  paths: ['/onboarding/userProfile/fetchDetails/v1', '/onboarding/userProfile/v2/fetchDetails'],
  summary: 'Show the profile of the person the token speaks for',
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
