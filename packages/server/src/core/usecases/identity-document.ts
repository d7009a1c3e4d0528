import { equalDigests } from '../model/recovery.ts';
import type { IdentityDocument, Subject } from '../model/subject.ts';
import type { Sealer } from '../ports/sealer.ts';

/** An identity paper as somebody showed it: its kind and its number. */
export interface PresentedDocument {
  readonly type: string;
  readonly value: string;
}

export function digestDocuments(
  sealer: Sealer,
  tenant: string,
  documents: readonly PresentedDocument[],
): Promise<readonly IdentityDocument[]> {
  return Promise.all(documents.map((document) => digestDocument(sealer, tenant, document)));
}

/** Whether a subject's record holds this document; a record without documents matches nothing. */
export async function matchesDocument(
  sealer: Sealer,
  subject: Subject,
  presented: PresentedDocument,
): Promise<boolean> {
  const { type, digest } = await digestDocument(sealer, subject.tenant, presented);
  return subject.documents.some((held) => held.type === type && equalDigests(held.digest, digest));
}

async function digestDocument(
  sealer: Sealer,
  tenant: string,
  { type, value }: PresentedDocument,
): Promise<IdentityDocument> {
  // One spelling per paper: letter case, blanks and dashes are not part of a document number.
  const number = value.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return {
    type,
    digest: await sealer.digest({ tenant, label: 'document', binding: [type] }, number),
  };
}
