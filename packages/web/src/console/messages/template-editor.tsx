import { useState } from 'preact/hooks';
import type { MessageText, Templates } from '../api/messages.ts';
import { changeTenant, type Tenant } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { useRights } from '../frame/session-context.ts';
import { tellChange } from '../parts/approval-note.ts';
import { FaultNote } from '../parts/fault-note.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../parts/fields.tsx';
import { useAction } from '../parts/use-action.ts';
import { languageName } from './language-name.ts';
import { MessagePreview } from './message-preview.tsx';
import { sayTemplate } from './say-template.ts';
import { withText } from './with-text.ts';

interface TemplateEditorProps {
  readonly tenant: Tenant;
  readonly onSaved: (tenant: Tenant) => void;
}

/** One template in one language at a time, beside what arrives. */
export function TemplateEditor({ tenant, onSaved }: TemplateEditorProps) {
  const { messages: known, languages } = useConsole().facts;
  const { operate } = useRights();
  const stored = tenant.messages;
  const [template, setTemplate] = useState(known.templates[0] ?? 'recovery_code');
  const [language, setLanguage] = useState<string>(tenant.pages.language);
  const [templates, setTemplates] = useState<Templates>(stored.templates);
  const [sender, setSender] = useState(stored.sender ?? '');
  const [notices, setNotices] = useState(stored.notices);
  const ours = known.texts[language]?.[template] ?? { subject: '', text: '' };
  const own = templates[template]?.[language];
  const shown = own ?? ours;
  const edit = (part: Partial<MessageText>) =>
    setTemplates(withText(templates, { template, language }, { ...shown, ...part }));
  const { run, busy, fault } = useAction(async () => {
    const messages = { templates, notices, sender: sender.trim() === '' ? null : sender.trim() };
    const answer = await changeTenant(tenant.id, { messages });
    if (tellChange(answer, 'The messages are saved.')) onSaved(answer);
  });
  const withCode = known.withCode.includes(template);
  return (
    <div class="beside">
      <form
        class="stack card"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <div class="columns">
          <SelectField
            label="Message"
            value={template}
            onInput={setTemplate}
            options={known.templates.map((each) => ({ value: each, text: sayTemplate(each) }))}
          />
          <SelectField
            label="Language"
            value={language}
            onInput={setLanguage}
            options={languages.map((each) => ({ value: each, text: languageName(each) }))}
          />
        </div>
        <p class="small soft" role="status">
          {own === undefined ? 'Our words. Change them and they are yours.' : 'Your words.'}
        </p>
        <TextField
          label="Subject of the mail"
          hint="Shown on locked screens: never with a code."
          value={shown.subject}
          onInput={(subject) => edit({ subject })}
          maxLength={200}
          required
          dir="auto"
          disabled={!operate}
        />
        <TextArea
          label="Text"
          hint={
            <>
              May name{' '}
              {known.placeholders
                .filter((each) => each !== 'code' || withCode)
                .map((each) => (
                  <code key={each} class="placeholder">{`{${each}}`}</code>
                ))}
              {withCode && ', and has to name {code}'}. Keep text messages below 160 characters.
            </>
          }
          value={shown.text}
          onInput={(text) => edit({ text })}
          rows={5}
          maxLength={2000}
          required
          dir="auto"
        />
        {own !== undefined && operate && (
          <p>
            <button
              type="button"
              class="link"
              onClick={() => setTemplates(withText(templates, { template, language }, null))}
            >
              Back to our words
            </button>
          </p>
        )}
        <TextField
          label="Sender’s name, in all messages"
          hint={`Empty: ${tenant.name}`}
          value={sender}
          onInput={setSender}
          maxLength={100}
          dir="auto"
          disabled={!operate}
        />
        <CheckField
          label="Tell people when their PIN or password was replaced"
          checked={notices}
          onInput={setNotices}
          disabled={!operate}
        />
        <FaultNote fault={fault} />
        {operate && (
          <p>
            <button type="submit" class="button" disabled={busy}>
              {busy ? 'One moment…' : 'Save messages'}
            </button>
          </p>
        )}
      </form>
      <MessagePreview
        text={shown}
        language={language}
        sender={sender.trim() || tenant.name}
        tenantName={tenant.name}
      />
    </div>
  );
}
