import { useState } from 'preact/hooks';
import type { AuditFilter } from '../api/audit.ts';
import { TextField } from '../parts/fields.tsx';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

const TEXTS = [
  { name: 'subject', label: 'Subject', placeholder: '' },
  { name: 'action', label: 'What', placeholder: 'pin.verify' },
  { name: 'outcome', label: 'Outcome', placeholder: 'wrong' },
  { name: 'actor', label: 'Who', placeholder: '' },
  { name: 'dialect', label: 'Wire', placeholder: 'native' },
  { name: 'source', label: 'Address', placeholder: '' },
] as const;

const NONE = {
  subject: '',
  action: '',
  outcome: '',
  actor: '',
  dialect: '',
  source: '',
  from: '',
  to: '',
};

/** Filters stand in the page's address, so that a view can be passed on. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({ ...NONE, ...filter });
  const set = (name: string) => (value: string) =>
    setDraft((before) => ({ ...before, [name]: value }));
  return (
    <search aria-label="Filter the audit">
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(draft);
        }}
      >
        {TEXTS.map(({ name, label, placeholder }) => (
          <TextField
            key={name}
            label={label}
            placeholder={placeholder}
            value={draft[name] ?? ''}
            onInput={set(name)}
            maxLength={200}
            spellcheck={false}
            autocomplete="off"
          />
        ))}
        <TextField
          label="From"
          type="datetime-local"
          value={toLocal(draft['from'])}
          onInput={(value) => set('from')(fromLocal(value))}
        />
        <TextField
          label="To"
          type="datetime-local"
          value={toLocal(draft['to'])}
          onInput={(value) => set('to')(fromLocal(value))}
        />
        <div class="row">
          <button type="submit" class="button">
            Filter
          </button>
          <button type="button" class="button second" onClick={() => onChange(NONE)}>
            Clear
          </button>
        </div>
      </form>
    </search>
  );
}

/** The API speaks UTC, the field the time of whoever looks. */
function fromLocal(value: string): string {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function toLocal(value: string | undefined): string {
  const date = new Date(value ?? '');
  if (Number.isNaN(date.getTime())) return '';
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
