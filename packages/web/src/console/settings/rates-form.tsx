import { useState } from 'preact/hooks';
import { changeTenant, RATE_KINDS, type RateKind, type Tenant } from '../api/tenants.ts';
import { useRights } from '../frame/session-context.ts';
import { tellChange } from '../parts/approval-note.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { useAction } from '../parts/use-action.ts';

interface RatesFormProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

const LABELS: Readonly<Record<RateKind, string>> = {
  tenant: 'All callers with a proof',
  key: 'Each key',
  app: 'Each app that proves nothing',
  visitor: 'Each address that proves nothing',
  subject: 'Each person',
  newcomer: 'People made with each key',
};

const RATE_MAX = 1_000_000_000;

/** How many requests a minute the tenant has, where it is to be another number than the server's. */
export function RatesForm({ tenant, onSaved }: RatesFormProps) {
  const { operate } = useRights();
  const [texts, setTexts] = useState(() => textsOf(tenant));
  const { run, busy, fault } = useAction(async () => {
    const before = textsOf(tenant);
    const changed = RATE_KINDS.filter((kind) => texts[kind] !== before[kind]);
    const rates = Object.fromEntries(
      changed.map((kind) => [kind, texts[kind] === '' ? null : Number(texts[kind])]),
    );
    const answer = await changeTenant(tenant.id, { rates });
    if (tellChange(answer, 'The limits are saved.')) onSaved(answer);
  });
  return (
    <form
      class="card stack"
      aria-labelledby="rates"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <h2 id="rates">Requests a minute</h2>
      <p>Empty: as many as the server lets every tenant have.</p>
      {RATE_KINDS.map((kind) => (
        <TextField
          key={kind}
          label={LABELS[kind]}
          type="number"
          min={1}
          max={RATE_MAX}
          value={texts[kind]}
          onInput={(text) => setTexts({ ...texts, [kind]: text })}
          disabled={!operate}
        />
      ))}
      <FaultNote fault={fault} />
      {operate && (
        <p>
          <button type="submit" class="button" disabled={busy}>
            {busy ? 'One moment…' : 'Save limits'}
          </button>
        </p>
      )}
    </form>
  );
}

function textsOf({ rates = {} }: Tenant): Readonly<Record<RateKind, string>> {
  const texts = RATE_KINDS.map((kind) => [kind, String(rates[kind] ?? '')]);
  return Object.fromEntries(texts) as Record<RateKind, string>;
}
