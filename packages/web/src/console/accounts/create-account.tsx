import { useState } from 'preact/hooks';
import { createAccount } from '../api/accounts.ts';
import type { Role } from '../api/session.ts';
import { SelectField, TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { refuseUnless } from './refuse-unless.ts';
import { ROLE_OPTIONS } from './roles.ts';

interface CreateAccountProps {
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}

export function CreateAccount({ onMade, onClose }: CreateAccountProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title="New account"
      action="Create account"
      onClose={onClose}
      run={async () => {
        const answer = await createAccount({ name: name.trim(), role, password });
        refuseUnless(answer);
        await onMade();
        announce('The account is there.');
        onClose();
      }}
    >
      <TextField
        label="Name"
        hint="Stands in the trail as who did it; cannot be changed later. Small letters, digits, dots, dashes, @."
        value={name}
        onInput={setName}
        required
        maxLength={63}
        pattern="[a-z0-9][a-z0-9._@\-]{0,62}"
        title="Small letters, digits, dots, dashes, underscores, @"
        autocomplete="off"
        spellcheck={false}
      />
      <SelectField
        label="Role"
        value={role}
        onInput={(value) => setRole(value as Role)}
        options={ROLE_OPTIONS}
      />
      <TextField
        label="Password to begin with"
        hint="At least 12 characters. Tell it to them in private; they change it under “Your sign-in”."
        type="password"
        value={password}
        onInput={setPassword}
        required
        minLength={12}
        maxLength={512}
        autocomplete="new-password"
      />
    </FormDialog>
  );
}
