import { useState } from 'preact/hooks';
import { type AuditVerdict, verifyAudit } from '../api/audit.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { useAction } from '../parts/use-action.ts';

/** Follows the chain from its beginning, and says where it breaks if it does. */
export function VerifyTrail({ tenant }: { readonly tenant: string }) {
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const { run, busy, fault } = useAction(async () => setVerdict(await verifyAudit(tenant)));
  return (
    <div class="stack verify">
      <div class="row">
        <button type="button" class="button second" disabled={busy} onClick={run}>
          {busy ? 'Checking…' : 'Verify the trail'}
        </button>
        <div role="status">{verdict !== null && <Verdict verdict={verdict} />}</div>
      </div>
      {verdict?.first && (
        <div class="note bad">
          <p class="strong">
            First break: {verdict.first.kind}
            {verdict.first.seq !== null && `, entry ${verdict.first.seq}`}
          </p>
          <p>{verdict.first.explanation}</p>
        </div>
      )}
      <FaultNote fault={fault} />
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }) {
  const { outcome, entries, unchained, checkpoints } = verdict;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <p class="row">
      <span class={outcome === 'intact' ? 'badge good' : 'badge bad'}>{outcome}</span>
      <span>
        {number(entries)} entries, {number(checkpoints)} signed checkpoints
        {unchained > 0 && `, ${number(unchained)} from before the chain began`}
      </span>
    </p>
  );
}
