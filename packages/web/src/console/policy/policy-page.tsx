import { useMemo, useState } from 'preact/hooks';
import { changeTenant, readTenant, type Tenant } from '../api/tenants.ts';
import { useRights } from '../frame/session-context.ts';
import { tellChange } from '../parts/approval-note.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useAction } from '../parts/use-action.ts';
import { useData } from '../parts/use-data.ts';
import { changeOf, type Draft, draftOf, policyOf } from './draft.ts';
import { PolicyFields } from './policy-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';
import { WeakenDialog } from './weaken-dialog.tsx';

/** What a tenant demands of PINs, with what a change would mean before it is made. */
export function PolicyPage({ tenant }: { readonly tenant: string }) {
  const { data, reload, put } = useData((signal) => readTenant(tenant, signal), [tenant]);
  return (
    <>
      <PageHead
        title="Policy"
        of={tenant}
        lead="Judges new PINs only, in every wire; guesses and locks count for all. A wire may demand more, never less."
      />
      <Loaded data={data} reload={reload}>
        {(value) => <Editor key={JSON.stringify(value.policy)} tenant={value} onSaved={put} />}
      </Loaded>
    </>
  );
}

interface EditorProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

function Editor({ tenant, onSaved }: EditorProps) {
  const { operate } = useRights();
  const stored = tenant.policy;
  const [draft, setDraft] = useState<Draft>(() => draftOf(stored));
  const [pin, setPin] = useState('');
  const [confirming, setConfirming] = useState(false);
  const wanted = useMemo(() => policyOf(draft), [draft]);
  const change = wanted === null ? null : changeOf(stored, wanted);
  const preview = usePreview(tenant.id, change, pin);
  const changed = change !== null && Object.keys(change).length > 0;
  const weakens = preview.value?.weakens ?? [];
  const save = async () => {
    if (change === null) return;
    const answer = await changeTenant(tenant.id, { policy: change });
    setConfirming(false);
    if (tellChange(answer, 'The policy is in force.')) onSaved(answer);
  };
  const { run, busy, fault } = useAction(save);
  return (
    <div class="beside">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (weakens.length > 0) setConfirming(true);
          else run();
        }}
      >
        <PolicyFields
          draft={draft}
          disabled={!operate}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {wanted === null && (
          <p class="note warn">
            Something above cannot be read yet: numbers, and times such as 5m.
          </p>
        )}
        <FaultNote fault={fault} />
        {operate && (
          <div class="row bar">
            <button type="submit" class="button" disabled={!changed || busy}>
              {busy ? 'One moment…' : 'Put in force'}
            </button>
            <button
              type="button"
              class="button second"
              disabled={JSON.stringify(draft) === JSON.stringify(draftOf(stored))}
              onClick={() => setDraft(draftOf(stored))}
            >
              Discard changes
            </button>
          </div>
        )}
      </form>
      <PreviewPanel preview={preview} changed={changed} pin={pin} onPin={setPin} />
      {confirming && (
        <WeakenDialog weakens={weakens} run={save} onClose={() => setConfirming(false)} />
      )}
    </div>
  );
}
