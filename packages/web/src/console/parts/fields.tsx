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

interface FramedProps extends Pick<FieldProps, 'label' | 'hint'> {
  readonly id: string;
  readonly children: ComponentChildren;
}

/** A label above, what is in it, and the hint below. */
function Framed({ id, label, hint, children }: FramedProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      <Hint id={id} text={hint} />
    </div>
  );
}

function describedBy(id: string, hint: ComponentChildren) {
  return hint === undefined ? {} : { 'aria-describedby': `${id}-hint` };
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
    <Framed id={id} label={label} hint={hint}>
      <input
        id={id}
        value={value}
        required={required}
        {...attributes}
        {...describedBy(id, hint)}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </Framed>
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
    <Framed id={id} label={label} hint={hint}>
      <textarea
        id={id}
        value={value}
        required={required}
        {...rest}
        {...describedBy(id, hint)}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </Framed>
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
    <Framed id={id} label={label} hint={hint}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        {...describedBy(id, hint)}
        onChange={({ currentTarget }) => onInput(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Framed>
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
        {...describedBy(id, hint)}
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
