import type { Call } from '../model/call.ts';
import { questionsKey } from '../model/security-questions.ts';
import { type SubjectStanding, standingOf } from '../model/standing.ts';
import type { Ports } from '../ports/ports.ts';
import type { ListedSubject, SubjectPage } from '../ports/store.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface ListSubjects extends SubjectPage {
  readonly purpose: string;
  /** What is wanted; asked as of now, for locks end by themselves. */
  readonly wants: (standing: SubjectStanding) => boolean;
}

/** Rows read at a time while looking for wanted ones. */
const CHUNK = 100;

/** Up to `limit` wanted subjects, in order. Reads on until there are as many, or no more at all. */
export async function listSubjects(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { purpose, wants, limit, ...page }: ListSubjects,
): Promise<readonly SubjectStanding[]> {
  const found: SubjectStanding[] = [];
  let after = page.after;
  for (;;) {
    const range = { ...page, ...(after && { after }), limit: Math.max(limit, CHUNK) };
    const rows = await store.listSubjects(call.tenant.id, purpose, range);
    for (const row of rows) {
      const standing = toStanding(call, row, clock.now());
      if (wants(standing)) found.push(standing);
      if (found.length === limit) return found;
    }
    after = rows.at(-1)?.subject;
    if (rows.length < range.limit || after === undefined) return found;
  }
}

/** One subject in the same form; `null` for an unknown one. */
export async function readStanding(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { subject: ref, purpose }: { readonly subject: SubjectRef; readonly purpose: string },
): Promise<SubjectStanding | null> {
  const subject = await findSubject({ store }, call, ref);
  if (subject === null) return null;
  const { tenant, id } = subject;
  const key = { tenant, subject: id, purpose };
  const pin = await store.readCredential(key);
  const questions = await store.readCredential(questionsKey(key));
  return toStanding(call, { subject, pin, questions }, clock.now());
}

function toStanding(
  { tenant: { policy } }: Call,
  { subject, pin, questions }: ListedSubject,
  now: number,
): SubjectStanding {
  return {
    subject,
    pin: standingOf(pin, policy, now),
    questions: standingOf(questions, policy, now),
  };
}
