import { useState } from 'preact/hooks';
import { type Account, changeAccount } from '../api/accounts.ts';
import type { Role } from '../api/session.ts';
import { CheckField, SelectField, TextField } from '../parts/fields.tsx';
import { FormDialog } from '../parts/form-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import { refuseUnless } from './refuse-unless.ts';
import { ROLE_OPTIONS } from './roles.ts';

interface EditAccountProps {
  readonly account: Account;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function EditAccount({ account, onDone, onClose }: EditAccountProps) {
  const [role, setRole] = useState<Role>(account.role);
  const [disabled, setDisabled] = useState(account.disabled);
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={`Edit ${account.name}`}
      action="Save"
      onClose={onClose}
      run={async () => {
        const answer = await changeAccount(account.name, {
          ...(role !== account.role && { role }),
          ...(disabled !== account.disabled && { disabled }),
          ...(password !== '' && { password }),
        });
        refuseUnless(answer);
        await onDone();
        announce('The account is changed.');
        onClose();
      }}
    >
      <SelectField
        label="Role"
        value={role}
        onInput={(value) => setRole(value as Role)}
        options={ROLE_OPTIONS}
      />
      <CheckField
        label="Disabled"
        hint="Sessions end at once, and nobody signs in with it."
        checked={disabled}
        onInput={setDisabled}
      />
      <TextField
        label="New password"
        hint="Empty: it stays as it is. A new one takes authenticator and passkeys away: for who lost them."
        type="password"
        value={password}
        onInput={setPassword}
        minLength={12}
        maxLength={512}
        autocomplete="new-password"
      />
    </FormDialog>
  );
}
