import type { Approval } from '../model/approval.ts';
import type { Account, FoundSession, OperatorSession, Passkey } from '../model/operator.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Decision, Traces } from './decision.ts';

export interface ApprovalDecision<R> extends Traces {
  readonly next?: Approval;
  /** The tenant as the approved change makes it; written with the approval or not at all. */
  readonly tenant?: Tenant;
  readonly result: R;
}

/** Who operates the server, and what waits for a second one of them. */
export interface OperatorStore {
  readAccount(name: string): Promise<Account | null>;
  /** By name. */
  listAccounts(): Promise<readonly Account[]>;
  /** An account that is there keeps its name. Needs the subject of that name. */
  applyToAccount<R>(
    name: string,
    decide: (current: Account | null) => Decision<Account, R>,
  ): Promise<R>;

  /** A session with its account as it is at the same moment. */
  readOperatorSession(id: string): Promise<FoundSession | null>;
  /** `next: null` ends it. What it was opened with never changes. */
  applyToOperatorSession<R>(
    id: string,
    decide: (current: OperatorSession | null) => Decision<OperatorSession | null, R>,
  ): Promise<R>;

  readPasskey(id: string): Promise<Passkey | null>;
  /** Oldest first. */
  listPasskeys(account: string): Promise<readonly Passkey[]>;
  /** `next: null` removes it. Whose it is never changes. */
  applyToPasskey<R>(
    id: string,
    decide: (current: Passkey | null) => Decision<Passkey | null, R>,
  ): Promise<R>;

  /** Newest first. */
  listApprovals(tenant: string, limit: number): Promise<readonly Approval[]>;
  /** Decides with the approval and its tenant, both as of the same moment. */
  applyToApproval<R>(
    tenant: string,
    id: string,
    decide: (approval: Approval | null, tenant: Tenant | null) => ApprovalDecision<R>,
  ): Promise<R>;
}
