import type { Subject } from '../api/subjects.ts';

/** What every part of a subject's page is given. */
export interface SubjectPart {
  readonly tenant: string;
  readonly subject: Subject;
  readonly onChanged: () => Promise<void>;
}
