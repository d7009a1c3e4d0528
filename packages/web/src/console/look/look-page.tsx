import { useState } from 'preact/hooks';
import type { Language } from '../api/messages.ts';
import { changeTenant, type PageSettings, readTenant, type Tenant } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { useRights } from '../frame/session-context.ts';
import { languageName } from '../messages/language-name.ts';
import { tellChange } from '../parts/approval-note.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { SelectField, TextArea } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useAction } from '../parts/use-action.ts';
import { useData } from '../parts/use-data.ts';
import { LogoField } from './logo-field.tsx';
import { PadPreview } from './pad-preview.tsx';
import { ThemeFields } from './theme-fields.tsx';

/** How the PIN pages look, tried on the real ones before anybody sees it. */
export function LookPage({ tenant }: { readonly tenant: string }) {
  const { data, reload, put } = useData((signal) => readTenant(tenant, signal), [tenant]);
  return (
    <>
      <PageHead
        title="Look"
        of={tenant}
        lead="Colours, logo and language of the PIN pages. The preview is the real page."
      />
      <Loaded data={data} reload={reload}>
        {(value) => <Editor tenant={value} onSaved={put} />}
      </Loaded>
    </>
  );
}

interface EditorProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

function Editor({ tenant, onSaved }: EditorProps) {
  const { languages } = useConsole().facts;
  const { operate } = useRights();
  const [pages, setPages] = useState<PageSettings>(tenant.pages);
  const [ancestors, setAncestors] = useState(tenant.pages.frameAncestors.join('\n'));
  const change = (part: Partial<PageSettings>) => setPages((before) => ({ ...before, ...part }));
  const { run, busy, fault } = useAction(async () => {
    const frameAncestors = ancestors
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const answer = await changeTenant(tenant.id, { pages: { ...pages, frameAncestors } });
    if (tellChange(answer, 'The PIN pages have the new look.')) onSaved(answer);
  });
  return (
    <div class="beside preview-wide">
      <form
        class="stack card"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <ThemeFields
          theme={pages.theme}
          disabled={!operate}
          onChange={(theme) => change({ theme })}
        />
        <LogoField logo={pages.logo} disabled={!operate} onChange={(logo) => change({ logo })} />
        <SelectField
          label="Language"
          hint="Where a person’s browser asks for none that we speak."
          value={pages.language}
          onInput={(language) => change({ language: language as Language })}
          options={languages.map((each) => ({ value: each, text: languageName(each) }))}
          disabled={!operate}
        />
        <TextArea
          label="Who may show the pages in a frame"
          hint="One origin per line, such as https://app.example.com. Empty: nobody."
          value={ancestors}
          onInput={setAncestors}
          rows={2}
          spellcheck={false}
        />
        <FaultNote fault={fault} />
        {operate && (
          <div class="row">
            <button type="submit" class="button" disabled={busy}>
              {busy ? 'One moment…' : 'Save look'}
            </button>
            <button type="button" class="button second" onClick={() => setPages(tenant.pages)}>
              Discard changes
            </button>
          </div>
        )}
      </form>
      <PadPreview name={tenant.name} pages={pages} />
    </div>
  );
}
