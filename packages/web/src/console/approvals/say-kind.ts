const KINDS: Readonly<Record<string, string>> = {
  policy_weakening: 'Weaken the policy',
  bulk_unlock: 'Unlock many people',
  bulk_confirm: 'Confirm every PIN after a restore',
  tenant_deletion: 'Delete the tenant for good',
  approvals_off: 'Ask for no second pair of eyes any more',
};

export function sayKind(kind: string): string {
  return KINDS[kind] ?? kind.replaceAll('_', ' ');
}
