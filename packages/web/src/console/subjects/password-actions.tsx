import { useState } from 'preact/hooks';
import { unlockPassword } from '../api/subjects.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import type { SubjectPart } from './subject-part.ts';

/** A fresh budget for the password; PINs keep theirs. */
export function PasswordActions({ tenant, subject, onChanged }: SubjectPart) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="row">
      <button type="button" class="button second small" onClick={() => setAsking(true)}>
        Unlock<span class="visually-hidden"> (password)</span>
      </button>
      {asking && (
        <ReasonDialog
          title="Unlock the password?"
          action="Unlock"
          onClose={() => setAsking(false)}
          run={async (reason) => {
            await unlockPassword(tenant, subject.id, reason);
            await onChanged();
            announce('Unlocked: a fresh budget of guesses at the password.');
            setAsking(false);
          }}
        >
          <p>
            <bdi class="strong">{subject.id}</bdi> gets a fresh budget of guesses at the password.
            PINs keep the budgets they have.
          </p>
        </ReasonDialog>
      )}
    </div>
  );
}
