import { FaultNote } from '../parts/fault-note.tsx';
import { TextField } from '../parts/fields.tsx';
import { Waiting } from '../parts/loaded.tsx';
import { OddsTable } from './odds-table.tsx';
import { RefusedRules } from './refused-rules.tsx';
import { sayRule, saysShare } from './say-rule.ts';
import type { Preview } from './use-preview.ts';

interface PreviewPanelProps {
  readonly preview: Preview;
  readonly changed: boolean;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
}

/** What the policy in the form means: what gets weaker, an attacker's odds, what it refuses. */
export function PreviewPanel({ preview, changed, pin, onPin }: PreviewPanelProps) {
  const { value, fault, busy } = preview;
  return (
    <aside class="card stack preview" aria-label="What it means" aria-busy={busy}>
      <h2>{changed ? 'What this change means' : 'What this policy means'}</h2>
      <FaultNote fault={fault} />
      {value === null && fault === null && <Waiting />}
      {value !== null && (
        <>
          <div role="status">
            {changed && value.weakens.length > 0 && (
              <div class="note warn">
                <p class="strong">This weakens the policy</p>
                <ul class="bullets">
                  {value.weakens.map((each) => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
              </div>
            )}
          </div>
          <section class="stack" aria-labelledby="odds">
            <h3 id="odds">An attacker’s odds</h3>
            <OddsTable odds={value.odds} />
            <p class="soft small">
              Per person, against what this policy allows. It grants at most{' '}
              <strong>{value.guessesPerDay.toLocaleString('en')}</strong> guesses in a day.
            </p>
          </section>
          <section class="stack" aria-labelledby="refused">
            <h3 id="refused">What it refuses</h3>
            <p class="soft small">
              {saysShare(value.refused.share)} of all PINs with {value.refused.length} digits.
            </p>
            <RefusedRules rules={value.refused.rules} />
          </section>
        </>
      )}
      <section class="stack" aria-labelledby="try-pin">
        <h3 id="try-pin">Try a PIN</h3>
        <TextField
          label="Made-up PIN"
          hint="Judged and forgotten. Never type somebody’s real PIN."
          value={pin}
          onInput={onPin}
          inputMode="numeric"
          autocomplete="off"
          maxLength={12}
          spellcheck={false}
        />
        <p role="status" class="verdict">
          <Verdict pin={pin} verdict={busy ? null : (value?.pin ?? null)} />
        </p>
      </section>
    </aside>
  );
}

function Verdict(props: {
  readonly pin: string;
  readonly verdict: { readonly ok: boolean; readonly rule?: string } | null;
}) {
  const { pin, verdict } = props;
  if (pin === '') return null;
  if (!/^[0-9]{4,12}$/.test(pin)) return <span class="soft">PINs have 4 to 12 digits.</span>;
  if (verdict === null) return <span class="soft">One moment…</span>;
  return verdict.ok ? (
    <span class="badge good">Allowed</span>
  ) : (
    <>
      <span class="badge bad">Refused</span> {sayRule(verdict.rule ?? '')}
    </>
  );
}
