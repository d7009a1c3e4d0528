import { FormDialog } from '../parts/form-dialog.tsx';

interface WeakenDialogProps {
  readonly weakens: readonly string[];
  readonly run: () => Promise<void>;
  readonly onClose: () => void;
}

/** Nobody weakens a policy by mistake. */
export function WeakenDialog({ weakens, run, onClose }: WeakenDialogProps) {
  return (
    <FormDialog
      title="Weaken the policy?"
      action="Weaken the policy"
      danger
      run={run}
      onClose={onClose}
    >
      <ul class="bullets">
        {weakens.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <p class="soft">
        Where this tenant asks for a second pair of eyes, it waits under Approvals until somebody
        else agrees.
      </p>
    </FormDialog>
  );
}
