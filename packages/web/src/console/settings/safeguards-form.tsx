import { useState } from 'preact/hooks';
import { changeTenant, type Tenant } from '../api/tenants.ts';
import { useRights } from '../frame/session-context.ts';
import { tellChange } from '../parts/approval-note.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { CheckField, TextField } from '../parts/fields.tsx';
import { useAction } from '../parts/use-action.ts';

interface SafeguardsFormProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

const NONE = { policyWeakening: false, bulkUnlock: false };

/** Which changes need a second pair of eyes, and how long the trail is kept. */
export function SafeguardsForm({ tenant, onSaved }: SafeguardsFormProps) {
  const { operate } = useRights();
  const [approvals, setApprovals] = useState(tenant.approvals ?? NONE);
  const kept = tenant.auditRetentionDays ?? null;
  const [limited, setLimited] = useState(kept !== null);
  const [days, setDays] = useState(String(kept ?? 365));
  const { run, busy, fault } = useAction(async () => {
    const auditRetentionDays = limited ? Number(days) : null;
    const before = tenant.approvals ?? NONE;
    const answer = await changeTenant(tenant.id, {
      ...(JSON.stringify(before) !== JSON.stringify(approvals) && { approvals }),
      ...(auditRetentionDays !== kept && { auditRetentionDays }),
    });
    if (tellChange(answer, 'The settings are saved.')) onSaved(answer);
  });
  return (
    <form
      class="card stack"
      aria-labelledby="safeguards"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <h2 id="safeguards">Safeguards</h2>
      <CheckField
        label="A second pair of eyes on a weaker policy"
        hint="Somebody else has to approve it before it is in force; so has whoever switches this off."
        checked={approvals.policyWeakening}
        onInput={(policyWeakening) => setApprovals({ ...approvals, policyWeakening })}
        disabled={!operate}
      />
      <CheckField
        label="A second pair of eyes on unlocking in bulk"
        checked={approvals.bulkUnlock}
        onInput={(bulkUnlock) => setApprovals({ ...approvals, bulkUnlock })}
        disabled={!operate}
      />
      <CheckField
        label="Drop audit entries after some time"
        hint="Otherwise they are kept for good."
        checked={limited}
        onInput={setLimited}
        disabled={!operate}
      />
      {limited && (
        <TextField
          label="Days"
          type="number"
          min={1}
          max={36_500}
          value={days}
          onInput={setDays}
          required
          disabled={!operate}
        />
      )}
      <FaultNote fault={fault} />
      {operate && (
        <p>
          <button type="submit" class="button" disabled={busy}>
            {busy ? 'One moment…' : 'Save settings'}
          </button>
        </p>
      )}
    </form>
  );
}
