import type { Command } from 'commander';
import { addAuditExport } from './audit-export.ts';
import { addAuditList } from './audit-list.ts';
import { addAuditVerify } from './audit-verify.ts';

/** The audit trail, read from the database itself: also beside a server at work. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('read the audit trail, and prove it');
  addAuditVerify(audit);
  addAuditList(audit);
  addAuditExport(audit);
}
