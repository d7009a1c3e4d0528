/** What a tenant wants a second person to agree to. */
export interface ApprovalSettings {
  readonly policyWeakening: boolean;
  readonly bulkUnlock: boolean;
}

export const DEFAULT_APPROVALS: ApprovalSettings = { policyWeakening: false, bulkUnlock: false };
