import { useState } from 'preact/hooks';
import {
  confirmPins,
  deletePin,
  forceChange,
  type PinStanding,
  type Reasoned,
  unlock,
} from '../api/subjects.ts';
import { ReasonDialog } from '../parts/reason-dialog.tsx';
import { announce } from '../parts/toasts.tsx';
import type { SubjectPart } from './subject-part.ts';

interface Deed {
  readonly name: string;
  readonly title: string;
  readonly explain: string;
  readonly done: string;
  readonly danger?: boolean;
  readonly act: (tenant: string, id: string, why: Reasoned) => Promise<unknown>;
}

const UNLOCK: Deed = {
  name: 'Unlock',
  title: 'Unlock this PIN?',
  explain:
    'The person gets a fresh budget of guesses: locks and failures end. Make sure it is them who asks.',
  done: 'Unlocked: a fresh budget of guesses.',
  act: unlock,
};
const CONFIRM: Deed = {
  name: 'Confirm',
  title: 'Confirm everything of this person?',
  explain:
    'The database was restored from a backup. Confirm that this person changed no PIN since: an older one would count again. Guesses do not come back.',
  done: 'Confirmed: the PIN counts again once its lock has ended.',
  act: confirmPins,
};
const FORCE: Deed = {
  name: 'Force a change',
  title: 'Force a change of this PIN?',
  explain: 'At its next use the person has to choose a new PIN, after proving the old one.',
  done: 'The PIN has to be changed at its next use.',
  act: forceChange,
};
const DELETE: Deed = {
  name: 'Delete PIN',
  title: 'Delete this PIN?',
  explain:
    'The PIN is gone at once and for good. The person has to set a new one through your app; nobody chooses it for them.',
  done: 'The PIN is deleted.',
  danger: true,
  act: deletePin,
};

/** What staff may do about one PIN, each with a reason. Seeing or choosing it is not among it. */
export function PinActions(part: SubjectPart & { readonly pin: PinStanding }) {
  const { tenant, subject, pin, onChanged } = part;
  const [deed, setDeed] = useState<Deed | null>(null);
  const inDoubt = pin.unconfirmedSince === null ? [] : [CONFIRM];
  const deeds = pin.state === 'not_set' ? [UNLOCK] : [...inDoubt, UNLOCK, FORCE, DELETE];
  return (
    <div class="row">
      {deeds.map((each) => (
        <button
          key={each.name}
          type="button"
          class={each === UNLOCK && pin.state === 'locked' ? 'button small' : 'button second small'}
          onClick={() => setDeed(each)}
        >
          {each.name}
          <span class="visually-hidden"> ({pin.purpose})</span>
        </button>
      ))}
      {deed !== null && (
        <ReasonDialog
          title={deed.title}
          action={deed.name}
          danger={deed.danger ?? false}
          onClose={() => setDeed(null)}
          run={async (reason) => {
            await deed.act(tenant, subject.id, { reason, purpose: pin.purpose });
            await onChanged();
            announce(deed.done);
            setDeed(null);
          }}
        >
          <p>
            <bdi class="strong">{subject.id}</bdi>, {pin.purpose}. {deed.explain}
          </p>
        </ReasonDialog>
      )}
    </div>
  );
}
