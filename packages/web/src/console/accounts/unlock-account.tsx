import { unlockAccount } from '../api/accounts.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';

interface UnlockAccountProps {
  readonly name: string;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function UnlockAccount({ name, onDone, onClose }: UnlockAccountProps) {
  return (
    <ReasonDialog
      title={`Unlock ${name}?`}
      action="Unlock"
      onClose={onClose}
      run={async (reason) => {
        await unlockAccount(name, reason);
        await onDone();
        announce('The account has a fresh budget of tries.');
        onClose();
      }}
    >
      <p>Locks end, and failed sign-ins are forgotten. Make sure it is them who asks.</p>
    </ReasonDialog>
  );
}
