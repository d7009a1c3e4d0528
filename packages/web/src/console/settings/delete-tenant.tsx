import { useState } from 'preact/hooks';
import { deleteTenant } from '../api/tenants.ts';
import { useConsole } from '../frame/console-context.ts';
import { places } from '../frame/places.ts';
import { go } from '../frame/router.ts';
import { tellChange } from '../parts/approval-note.ts';
import { TextField } from '../parts/fields.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';

interface DeleteTenantProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Asks for the id: the right tenant is the one somebody can name without looking. */
export function DeleteTenant({ id, onClose }: DeleteTenantProps) {
  const { reloadTenants } = useConsole();
  const [typed, setTyped] = useState('');
  return (
    <ReasonDialog
      title={`Delete ${id} for good?`}
      action="Delete for good"
      danger
      onClose={onClose}
      run={async (reason) => {
        const answer = await deleteTenant(id, typed.trim(), reason);
        onClose();
        if (!tellChange(answer, 'The tenant is deleted.')) return;
        await reloadTenants();
        go(places.tenants);
      }}
    >
      <p>
        Its key is thrown away at once, and with it every PIN of its people; its rows and its audit
        trail follow. Nothing brings it back, and its id is never used again.
      </p>
      <TextField
        label={`Type ${id} to confirm`}
        value={typed}
        onInput={setTyped}
        required
        autocomplete="off"
        spellcheck={false}
      />
    </ReasonDialog>
  );
}
