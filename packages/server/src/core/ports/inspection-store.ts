import type { Activity } from '../model/activity.ts';
import type { Credential, CredentialKey } from '../model/credential.ts';
import type { Instant } from '../model/instant.ts';
import type { IdentifierType, Subject } from '../model/subject.ts';

/** Subjects whose id, or whose identifier of one type, begins with a text; in the order of its bytes. */
export interface SubjectWalk {
  readonly by: 'id' | IdentifierType;
  /** In the one spelling identifiers are stored in. */
  readonly beginning: string;
  /** Goes on after this id or identifier. */
  readonly after: string;
  readonly limit: number;
}

export interface FoundSubject {
  /** The id or identifier it was found by. */
  readonly place: string;
  readonly subject: Subject;
}

/** Which stretch of time, and how long each step of it is. `to` is not part of it. */
export interface SeriesRange {
  readonly from: Instant;
  readonly to: Instant;
  readonly stepMs: number;
}

/** How often something ended in a certain way within one step; steps without any are left out. */
export interface CountedStep {
  /** Whole steps since 1970 began. */
  readonly step: number;
  readonly action: string;
  readonly outcome: string;
  readonly count: number;
}

/** What staff look at: people found by a part of their name, and what the trail adds up to. */
export interface InspectionStore {
  walkSubjects(tenant: string, walk: SubjectWalk): Promise<readonly FoundSubject[]>;
  /** Every credential of a subject, PINs and what is kept beside them, by purpose. */
  listCredentials(tenant: string, subject: string): Promise<ReadonlyMap<string, Credential>>;
  /** Those that wait to be confirmed after a restore, some of them at a time. */
  listUnconfirmed(tenant: string, limit: number): Promise<readonly CredentialKey[]>;
  /** All that the trail holds about a subject's id, newest first; `before` is a place in the trail. */
  listTimeline(
    tenant: string,
    subject: string,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly Activity[]>;
  /** Entries of the trail, counted by what was done and how it ended. */
  countAudit(tenant: string, range: SeriesRange): Promise<readonly CountedStep[]>;
  /** Locks that closed a PIN; as `pin.locked` of the outcome `locked`. */
  countLocks(tenant: string, range: SeriesRange): Promise<readonly CountedStep[]>;
}
