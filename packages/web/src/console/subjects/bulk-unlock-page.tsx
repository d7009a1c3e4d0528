import { useState } from 'preact/hooks';
import { isApprovalNeeded } from '../api/request.ts';
import { type UnlockResult, unlockMany } from '../api/subjects.ts';
import { places } from '../frame/places.ts';
import { useRights } from '../frame/session-context.ts';
import { OutcomeBadge } from '../parts/badge.tsx';
import { FaultNote } from '../parts/fault-note.tsx';
import { TextArea, TextField } from '../parts/fields.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Table } from '../parts/table.tsx';
import { announce } from '../parts/toasts.tsx';
import { useAction } from '../parts/use-action.ts';

const SUBJECTS_MAX = 1000;

/** For the day an app of yours locked out half a town. */
export function BulkUnlockPage({ tenant }: { readonly tenant: string }) {
  const { operate } = useRights();
  const [text, setText] = useState('');
  const [purpose, setPurpose] = useState('');
  const [reason, setReason] = useState('');
  const [results, setResults] = useState<readonly UnlockResult[] | null>(null);
  const [waiting, setWaiting] = useState(false);
  const subjects = [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
  const { run, busy, fault } = useAction(async () => {
    const answer = await unlockMany(tenant, {
      ...{ subjects, reason: reason.trim() },
      ...(purpose !== '' && { purpose }),
    });
    setWaiting(isApprovalNeeded(answer));
    setResults(isApprovalNeeded(answer) ? null : answer.results);
    announce(isApprovalNeeded(answer) ? 'Waiting for a second approver.' : 'Done.');
  });
  const tooMany = subjects.length > SUBJECTS_MAX;
  return (
    <>
      <PageHead
        title="Unlock many"
        of={tenant}
        back={{ href: places.subjects(tenant), text: 'Subjects' }}
        lead="Gives up to 1,000 people a fresh budget of guesses, each with an entry in the trail."
      />
      <form
        class="stack narrow"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <TextArea
          label="Subjects"
          hint={`One id per line: ${subjects.length.toLocaleString('en')} so far.${tooMany ? ' At most 1,000 at once.' : ''}`}
          value={text}
          onInput={setText}
          rows={8}
          spellcheck={false}
          required
        />
        <TextField
          label="Purpose"
          hint="Which of their PINs. Empty: login."
          value={purpose}
          onInput={setPurpose}
          pattern="[a-z][a-z0-9_\-]{0,31}"
          title="Small letters, digits, dashes, underscores"
          spellcheck={false}
        />
        <TextArea
          label="Reason"
          hint="Kept in the audit trail, for everybody who may read it."
          value={reason}
          onInput={setReason}
          rows={3}
          maxLength={500}
          required
        />
        <FaultNote fault={fault} />
        <p>
          <button
            type="submit"
            class="button"
            disabled={!operate || busy || subjects.length === 0 || tooMany}
          >
            {busy ? 'One moment…' : `Unlock ${subjects.length.toLocaleString('en')}`}
          </button>
        </p>
      </form>
      {waiting && (
        <p class="note">
          Nobody is unlocked yet: somebody else has to approve it, under{' '}
          <a href={places.approvals(tenant)}>Approvals</a>.
        </p>
      )}
      {results !== null && (
        <Table
          label="What came of it"
          rows={results}
          keyOf={({ subject }) => subject}
          columns={[
            {
              head: 'Subject',
              kind: 'name',
              cell: ({ subject }) => (
                <a href={places.subject(tenant, subject)}>
                  <bdi>{subject}</bdi>
                </a>
              ),
            },
            { head: 'Outcome', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
          ]}
        />
      )}
    </>
  );
}
