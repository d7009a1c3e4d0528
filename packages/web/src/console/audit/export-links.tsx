import { type AuditFilter, auditExport } from '../api/audit.ts';

/** What the filters show, all of it, oldest first, as a file. */
export function ExportLinks(props: { readonly tenant: string; readonly filter: AuditFilter }) {
  const { tenant, filter } = props;
  return (
    <>
      <a class="button second" href={auditExport(tenant, 'jsonl', filter)} download>
        Export JSON Lines
      </a>
      <a class="button second" href={auditExport(tenant, 'csv', filter)} download>
        Export CSV
      </a>
    </>
  );
}
