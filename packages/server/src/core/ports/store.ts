import type { Activity, ActivityQuery } from '../model/activity.ts';
import type { AuditEntry } from '../model/audit.ts';
import type { ReceiptKey, ReceiptTarget } from '../model/call.ts';
import type { Credential, CredentialKey } from '../model/credential.ts';
import type { DomainEvent } from '../model/event.ts';
import type { Instant } from '../model/instant.ts';
import type { Recovery } from '../model/recovery.ts';
import type { Identifier, Subject } from '../model/subject.ts';
import type { CallerKey, Tenant } from '../model/tenant.ts';
import type { TenantKey } from '../model/tenant-key.ts';
import type { ChallengeStore } from './challenge-store.ts';
import type { ClientKeyStore } from './client-key-store.ts';
import type {
  Along,
  CredentialDecision,
  Decision,
  ReadAlong,
  RecoveryDecision,
  SingleUseKey,
  SingleUseValue,
  TenantDecision,
  Traces,
} from './decision.ts';
import type { InspectionStore } from './inspection-store.ts';
import type { KeyStore } from './key-store.ts';
import type { MessageStore } from './message-store.ts';
import type { OperatorStore } from './operator-store.ts';
import type { SignInStore } from './sign-in-store.ts';
import type { WebhookStore } from './webhook-store.ts';

/** A subject on a list, with the credentials that say how it stands. */
export interface ListedSubject {
  readonly subject: Subject;
  readonly pin: Credential;
  readonly questions: Credential;
}

/** One page of subjects, by the time they were made and then by id. */
export interface SubjectPage {
  readonly order: 'ascending' | 'descending';
  /** Both included. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** Starts after this one, in the order asked for. */
  readonly after?: Pick<Subject, 'id' | 'createdAt'>;
  readonly limit: number;
}

export type ReceiptClaim =
  | { readonly claim: 'fresh'; readonly receipt: ReceiptTarget }
  | { readonly claim: 'repeat'; readonly outcome: unknown }
  | { readonly claim: 'conflict' }
  | { readonly claim: 'in_progress' };

/**
 * Durable state. Every `apply…` verb runs one decision alone with the newest state of its row:
 * no other decision on that row is between its read and its write, and the promise resolves only
 * after the write is on disk. A decision must be pure and synchronous: an engine may run it again.
 * When the promise rejects, a charge must be assumed spent and an answer must not be given.
 */
export interface Store
  extends ChallengeStore,
    ClientKeyStore,
    InspectionStore,
    KeyStore,
    MessageStore,
    OperatorStore,
    SignInStore,
    WebhookStore {
  readTenant(tenant: string): Promise<Tenant | null>;
  listTenants(): Promise<readonly Tenant[]>;
  /** Whether some tenant lets pages of this origin embed the hosted pages. */
  isPageOrigin(origin: string): Promise<boolean>;
  /** `key` is what is known of the tenant's key; also of one that was deleted, which is no tenant. */
  applyToTenant<R>(
    tenant: string,
    decide: (current: Tenant | null, key: TenantKey | null) => TenantDecision<R>,
  ): Promise<R>;

  readCallerKey(dialect: string, id: string): Promise<CallerKey | null>;
  listCallerKeys(tenant: string): Promise<readonly CallerKey[]>;
  applyToCallerKey<R>(
    dialect: string,
    id: string,
    decide: (current: CallerKey | null) => Decision<CallerKey, R>,
  ): Promise<R>;

  readSubject(tenant: string, id: string): Promise<Subject | null>;
  findSubject(tenant: string, identifier: Identifier): Promise<Subject | null>;
  /** With the PIN of one purpose and the security questions of each. */
  listSubjects(
    tenant: string,
    purpose: string,
    page: SubjectPage,
  ): Promise<readonly ListedSubject[]>;
  /**
   * Decides with the subject of this id. `next: null` removes the subject with its credentials,
   * recoveries and identifiers. Throws `identifier_taken` when another subject holds one, and
   * `integrity` for a row that is not as it was written, unless it is only to be removed.
   */
  applyToSubject<R>(
    tenant: string,
    id: string,
    decide: (current: Subject | null) => Decision<Subject | null, R>,
    damaged?: 'removed',
  ): Promise<R>;

  /** Throws `integrity` for a row that is not as it was written, unless that may be seen. */
  readCredential(key: CredentialKey, damaged?: 'seen'): Promise<Credential>;
  /**
   * The heart of the guess accounting: serialised, durable application of a pure decision.
   * What it asks to see along is read in the same transaction, and a single-use value may be
   * consumed there. Throws `integrity` for a row that is not as it was written, unless `along` asks
   * to see it: as `DAMAGED_CREDENTIAL`, of which nothing is known.
   */
  applyToCredential<R>(
    key: CredentialKey,
    decide: (current: Credential, along: ReadAlong) => CredentialDecision<R>,
    along?: Along,
  ): Promise<R>;

  readRecovery(tenant: string, id: string): Promise<Recovery | null>;
  applyToRecovery<R>(
    tenant: string,
    id: string,
    decide: (current: Recovery | null) => RecoveryDecision<R>,
  ): Promise<R>;

  /** Whether this is the first time the value is seen; remembers it durably until it expires. */
  useOnce(value: SingleUseValue): Promise<boolean>;
  readSingleUse(key: SingleUseKey, now: Instant): Promise<SingleUseValue | null>;

  /** First caller gets `fresh`; a claim whose owner died with the process can be taken over. */
  claimReceipt(
    tenant: string,
    target: ReceiptTarget,
    digest: string,
    now: Instant,
  ): Promise<ReceiptClaim>;
  /** The outcome recorded under a key, or `null`; does not claim anything. */
  readReceipt(tenant: string, key: ReceiptKey, now: Instant): Promise<unknown>;
  /** Forgets a claim whose call ended without an outcome, so that it may be tried again. */
  releaseReceipt(tenant: string, key: ReceiptKey): Promise<void>;

  /** Records what happened where no state changed. */
  record(tenant: string, traces: Traces): Promise<void>;

  /** Small facts about the installation itself, such as the probe the keyring is checked with. */
  readFact(name: string): Promise<Uint8Array | null>;
  /** Writes a fact, unless there is one of this name: the first one counts. */
  claimFact(name: string, value: Uint8Array): Promise<void>;

  /** Newest first. */
  listEvents(limit: number): Promise<readonly DomainEvent[]>;
  listAudit(tenant: string, limit: number): Promise<readonly AuditEntry[]>;
  /** What the trail holds about one PIN of a subject, newest first. */
  listActivity(tenant: string, subject: string, query: ActivityQuery): Promise<readonly Activity[]>;

  /** Throws unless the database can be written and has the schema this server was built for. */
  probe(): Promise<void>;

  /** Drops what nobody can use any more: receipts, single-use values, messages, recoveries. */
  sweep(now: Instant): Promise<void>;
}
