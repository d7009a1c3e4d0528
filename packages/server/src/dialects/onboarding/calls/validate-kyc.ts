import { Type } from 'typebox';
import { unreachable } from '../../../core/fault.ts';
import type { PresentedDocument } from '../../../core/usecases/identity-document.ts';
import type { Answer } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { lookAtDocuments } from '../document-guesses.ts';
import { textOf } from '../fields.ts';
import { requireLevel } from '../levels.ts';

/** Of the vendor's kinds of paper one is known: 2 is a PAN card, by its sample (onb 4.5). */
const NAMES: Readonly<Record<string, string>> = { 2: 'PAN' };
const KIND = /^[0-9]{1,4}$/;
const NUMBER_MAX_LENGTH = 100;

/**
 * Compares an identity paper; only digests of them are kept, as documents of type `KYC_<id>` or by
 * name. Nothing follows from a match: no PIN is reset on the strength of it.
 */
export const validateKyc = defineCall({
  paths: ['/onboarding/user/kyc/v1/validatekyc'],
  summary: 'Say whether an identity paper is that of the person the token speaks for',
  takes: { kycDocId: Type.String(), idNumber: Type.String() },
  run: async (exchange) => {
    const { core, call, fields, signIn } = exchange;
    const subject = await core.findSubject(call, { id: requireLevel(signIn, 'otp', 'login') });
    const documents = papersOf(textOf(fields, 'kycDocId'), textOf(fields, 'idNumber'));
    if (subject === null || documents.length === 0) return tell('ONB_2010');
    const look = await lookAtDocuments(exchange, subject, documents);
    switch (look) {
      case 'matches':
        return tell('ONB_2000');
      case 'differs':
        return tell('ONB_2010');
      case 'limited':
        return tell('ONB_5000');
      default:
        return unreachable(look);
    }
  },
});

function papersOf(kind = '', value = ''): readonly PresentedDocument[] {
  if (!KIND.test(kind) || value === '' || value.length > NUMBER_MAX_LENGTH) return [];
  const name = NAMES[kind];
  return [`KYC_${kind}`, ...(name === undefined ? [] : [name])].map((type) => ({ type, value }));
}

/** Codes of this call alone, text in every version (onb 3). */
const DESCRIPTIONS = {
  ONB_2000: 'SUCCESS',
  ONB_2010: 'MISMATCH_IN_KYC_INFO',
  ONB_5000: 'TRY_LATER',
} as const;

function tell(ownCode: keyof typeof DESCRIPTIONS): Answer {
  return { ownCode, description: DESCRIPTIONS[ownCode] };
}
