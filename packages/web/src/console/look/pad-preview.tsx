import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageSettings } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { languageName } from '../messages/language-name.ts';
import { SelectField } from '../parts/fields.tsx';
import { dress } from './dress.ts';

interface PadPreviewProps {
  readonly name: string;
  readonly pages: PageSettings;
}

const PAGE_NAMES: Readonly<Record<string, string>> = {
  set: 'Choose a PIN',
  change: 'Change the PIN',
  wrong: 'Something was wrong',
  locked: 'Locked',
  done: 'Done',
};

/**
 * A real PIN page from the server in a frame that runs no scripts, dressed from here: what is in the
 * form shows before it is stored.
 */
export function PadPreview({ name, pages }: PadPreviewProps) {
  const { previewPages, languages } = useConsole().facts;
  const [page, setPage] = useState(previewPages[0] ?? 'set');
  const [language, setLanguage] = useState<string>(pages.language);
  const frame = useRef<HTMLIFrameElement>(null);
  const put = () => {
    const document = frame.current?.contentDocument;
    if (document) dress(document, { name, pages });
  };
  useEffect(put, [name, pages]);
  return (
    <aside class="stack preview" aria-label="Preview">
      <div class="columns">
        <SelectField
          label="Page"
          value={page}
          onInput={setPage}
          options={previewPages.map((each) => ({ value: each, text: PAGE_NAMES[each] ?? each }))}
        />
        <SelectField
          label="Shown in"
          value={language}
          onInput={setLanguage}
          options={languages.map((each) => ({ value: each, text: languageName(each) }))}
        />
      </div>
      <iframe
        ref={frame}
        title="The PIN page as people see it"
        class="pad-frame"
        // No scripts and no forms run in it; its own origin, so that it can be dressed from here.
        sandbox="allow-same-origin"
        src={`/console/preview/${page}?lang=${language}`}
        onLoad={put}
      />
    </aside>
  );
}
