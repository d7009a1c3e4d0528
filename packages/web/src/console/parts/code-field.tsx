import type { ComponentChildren } from 'preact';
import { TextField } from './fields.tsx';

interface CodeFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
}

/** The six digits an authenticator app shows. */
export function CodeField(props: CodeFieldProps) {
  return (
    <TextField
      label="Code"
      {...props}
      inputMode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9]{6}"
      title="Six digits"
      maxLength={6}
      required
    />
  );
}
