import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { lookAtDocuments } from '../document-guesses.ts';
import { textOf } from '../fields.ts';
import { requireLevel } from '../levels.ts';

/** Day first: the vendor's one sample is 03/07/1994, and its market writes dates so (onb 4.5). */
const WIRE_DATE = /^([0-9]{2})\/([0-9]{2})\/([0-9]{4})$/;

/** Compares with a document of type `BIRTH_DATE`, `YYYY-MM-DD`, of which only a digest is kept. */
export const validateBirthDate = defineCall({
  paths: ['/onboarding/userProfile/v2/validateDob'],
  summary: 'Say whether a date of birth is that of the person the token speaks for',
  takes: { dob: Type.String({ description: 'dd/mm/yyyy' }) },
  run: async (exchange) => {
    const { core, call, fields, signIn } = exchange;
    const given = textOf(fields, 'dob');
    if (given === undefined) return refuse('ONB032');
    const subject = await core.findSubject(call, { id: requireLevel(signIn, 'otp', 'login') });
    const [, day, month, year] = WIRE_DATE.exec(given) ?? [];
    if (subject === null || year === undefined) return refuse('ONB030');
    const document = { type: 'BIRTH_DATE', value: `${year}-${month}-${day}` };
    const look = await lookAtDocuments(exchange, subject, [document]);
    switch (look) {
      case 'matches':
        return succeed();
      case 'differs':
        return refuse('ONB030');
      case 'limited':
        return refuse('ONB004');
      default:
        return unreachable(look);
    }
  },
});
