import { useState } from 'preact/hooks';
import { retireRoot } from '../api/root-keys.ts';
import { TextField } from '../parts/fields.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';

interface RetireRootProps {
  readonly root: string;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RetireRoot({ root, onDone, onClose }: RetireRootProps) {
  const [typed, setTyped] = useState('');
  return (
    <ReasonDialog
      title={`Retire ${root}?`}
      action="Retire for good"
      danger
      onClose={onClose}
      run={async (reason) => {
        await retireRoot(root, typed.trim(), reason);
        await onDone();
        announce(`${root} is retired.`);
        onClose();
      }}
    >
      <p>Backups and exports from before the rotation can never be used again, by anybody.</p>
      <TextField
        label={`Type ${root} to confirm`}
        value={typed}
        onInput={setTyped}
        required
        autocomplete="off"
        spellcheck={false}
      />
    </ReasonDialog>
  );
}
