import { useState } from 'preact/hooks';
import { resume, suspend } from '../api/subjects.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import type { SubjectPart } from './subject-part.ts';

/** Closes the door for a person, or opens it again. */
export function SubjectActions({ tenant, subject, onChanged }: SubjectPart) {
  const [asking, setAsking] = useState(false);
  const { id, suspended } = subject;
  const name = suspended ? 'Resume' : 'Suspend';
  return (
    <>
      <button type="button" class="button second" onClick={() => setAsking(true)}>
        {name}
      </button>
      {asking && (
        <ReasonDialog
          title={suspended ? 'Open the door again?' : 'Close the door for this person?'}
          action={name}
          danger={!suspended}
          onClose={() => setAsking(false)}
          run={async (reason) => {
            await (suspended ? resume : suspend)(tenant, id, reason);
            await onChanged();
            announce(suspended ? 'The door is open again.' : 'No PIN of this person is evaluated.');
            setAsking(false);
          }}
        >
          <p>
            {suspended
              ? 'PINs of this person are evaluated again, with the budgets they had.'
              : 'Until somebody resumes it, no PIN of this person is evaluated, not even the right one.'}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
