import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly required?: boolean;
}

interface InputAttributes {
  readonly type?: 'text' | 'password' | 'number' | 'url' | 'datetime-local';
  readonly inputMode?: 'numeric';
  readonly pattern?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly autocomplete?:
    | 'off'
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code';
  readonly spellcheck?: boolean;
  /** What the pattern asks for, in words. */
  readonly title?: string;
  readonly disabled?: boolean;
  readonly dir?: 'auto';
}

/** One line of text, or whatever else `type` says. */
export function TextField({
  label,
  hint,
  value,
  onInput,
  required = false,
  ...rest
}: FieldProps & InputAttributes) {
  const id = useId();
  // Preact's types want to know which type it is to know what else there may be.
  const attributes: Readonly<Record<string, unknown>> = rest;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        required={required}
        {...attributes}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <Hint id={id} text={hint} />
    </div>
  );
}

export function TextArea({
  label,
  hint,
  value,
  onInput,
  required = false,
  ...rest
}: FieldProps & {
  readonly rows?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly dir?: 'auto' | 'ltr';
  readonly spellcheck?: boolean;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        value={value}
        required={required}
        {...rest}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <Hint id={id} text={hint} />
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function SelectField({
  label,
  hint,
  value,
  onInput,
  options,
  disabled = false,
}: FieldProps & { readonly options: readonly Option[]; readonly disabled?: boolean }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={({ currentTarget }) => onInput(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Hint id={id} text={hint} />
    </div>
  );
}

interface CheckProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onInput: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, hint, checked, onInput, disabled = false }: CheckProps) {
  const id = useId();
  return (
    <div class="field check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onInput={({ currentTarget }) => onInput(currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <Hint id={id} text={hint} />
    </div>
  );
}

function Hint({ id, text }: { readonly id: string; readonly text: ComponentChildren }) {
  if (text === undefined) return null;
  return (
    <p class="hint" id={`${id}-hint`}>
      {text}
    </p>
  );
}
