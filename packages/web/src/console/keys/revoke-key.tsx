import { type Key, revokeKey } from '../api/keys.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { announce } from '../parts/toasts.tsx';

interface RevokeKeyProps {
  readonly tenant: string;
  readonly revoked: Key;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RevokeKey({ tenant, revoked, onDone, onClose }: RevokeKeyProps) {
  const { id, name } = revoked;
  return (
    <FormDialog
      title="Revoke this key?"
      action="Revoke key"
      danger
      onClose={onClose}
      run={async () => {
        await revokeKey(tenant, id);
        await onDone();
        announce('The key is revoked.');
        onClose();
      }}
    >
      <p>
        Whoever calls with <bdi>{name ?? id}</bdi> (<code>{id}</code>) is refused from the next call
        on. This cannot be undone: make a new key first if the caller is to go on.
      </p>
    </FormDialog>
  );
}
