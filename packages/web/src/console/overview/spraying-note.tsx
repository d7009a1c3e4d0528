import { useState } from 'preact/hooks';
import { endBrake, type Spraying } from '../api/spraying.ts';
import { Moment } from '../parts/moment.tsx';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';

interface SprayingNoteProps {
  readonly tenant: string;
  readonly spraying: Spraying;
  readonly onChanged: () => Promise<void>;
}

/** Says that somebody guesses at many people, and lets staff end what is done about it. */
export function SprayingNote({ tenant, spraying, onChanged }: SprayingNoteProps) {
  const [asking, setAsking] = useState(false);
  const { brake, wrong, usual, refused } = spraying;
  if (brake === null) return null;
  const what =
    brake.reason === 'same_pin'
      ? 'One PIN was tried on many people.'
      : 'Many more PINs are wrong than usual.';
  return (
    <div class="note bad" role="alert">
      <p>
        <strong>Somebody may be guessing at many people.</strong> {what} In the last five minutes
        {` ${wrong} PINs were wrong and ${refused} guesses were refused; ${usual} wrong are usual. `}
        Strangers are slowed down until <Moment at={brake.until} />; known devices go on.
      </p>
      <button type="button" class="button second" onClick={() => setAsking(true)}>
        End the brake
      </button>
      {asking && (
        <ReasonDialog
          title="Let everybody guess again?"
          action="End the brake"
          danger
          onClose={() => setAsking(false)}
          run={async (reason) => {
            await endBrake(tenant, reason);
            await onChanged();
            announce('The brake has ended.');
            setAsking(false);
          }}
        >
          <p>It ends by itself when the guessing does. New signs of it begin another one.</p>
        </ReasonDialog>
      )}
    </div>
  );
}
